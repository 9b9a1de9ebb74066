import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as tf from '../../detector/tf'
import { readSnapshot, writeSnapshot } from '../../fs/snapshot'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { recordHooks } from '../testing/recordHooks'
import { loadCheckpoint } from './checkpoint'
import { loadTensorFlow } from './loadTensorFlow'
import { prepareRun } from './prepareRun'
import { trainLoop } from './trainLoop'

const loadTrained = async () => new Map()
let folder = ''

beforeAll(async () => {
  await loadTensorFlow()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-train-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A run that was paused after its first step. */
async function pausedRun() {
  const { images, decode } = generatePictures(4, 0)
  const job = generatedJob(images, folder)
  const run = await prepareRun(job, { decode, loadTrained })
  await trainLoop(run, recordHooks({ step: 1, wish: 'pause' }).hooks)
  run.dispose()
  return { job, decode }
}

describe('the training loop', () => {
  it('learns eight pictures by heart: AP50 of at least 0.9 on them', { timeout: 60_000 }, async () => {
    const { images, decode } = generatePictures(8, 0)
    const again = images.map((image) => ({ ...image, id: `${image.id}v`, split: 'val' as const }))
    const job = generatedJob([...images, ...again], folder, { schedule: { epochs: 75, batchSize: 8 } })
    const run = await prepareRun(job, { decode, loadTrained })
    const record = recordHooks()
    expect(await trainLoop(run, record.hooks)).toBe('finished')
    run.dispose()
    expect(record.epochs.at(-1)?.val?.AP50).toBeGreaterThanOrEqual(0.9)
    expect(record.steps.at(-1)?.loss.total).toBeLessThan((record.steps[0]?.loss.total ?? 0) / 4)
  })

  it('row 34: leaves the same number of tensors after every step, and none at the end', async () => {
    const { images, decode } = generatePictures(4, 2)
    const before = tf.memory().numTensors
    const run = await prepareRun(generatedJob(images, folder), { decode, loadTrained })
    const held = tf.memory().numTensors
    const record = recordHooks()
    const counts: number[] = []
    await trainLoop(run, { ...record.hooks, onStep: () => void counts.push(tf.memory().numTensors) })
    expect(counts).toEqual(counts.map(() => held))
    expect(counts.length).toBe(4)
    run.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('row 34: that has outgrown its memory saves itself, and another process goes on where it was', async () => {
    const { images, decode } = generatePictures(8, 2)
    const job = generatedJob(images, folder, { schedule: { epochs: 3 } })
    const first = await prepareRun(job, { decode, loadTrained })
    const record = recordHooks()
    const hasOutgrown = () => record.steps.length === 3
    expect(await trainLoop(first, { ...record.hooks, hasOutgrown })).toBe('outgrown')
    first.dispose()
    expect((await loadCheckpoint(folder))?.checkpoint.state.step).toBe(3)
    const second = await prepareRun({ ...job, resume: true }, { decode, loadTrained })
    const later = recordHooks()
    expect(await trainLoop(second, later.hooks)).toBe('finished')
    expect(later.steps.map(({ step }) => step)).toEqual([4, 5, 6])
    second.dispose()
  })

  it('keeps what rests unchanged, bit for bit, and changes the rest', async () => {
    const { images, decode } = generatePictures(4, 1)
    const job = generatedJob(images, folder, { schedule: { epochs: 2, freeze: 'trunk' } })
    const run = await prepareRun(job, { decode, loadTrained })
    const read = (name: string) => Array.from(run.model.parameters.get(name)?.dataSync() ?? [])
    const before = { resting: read('block2.kernel'), learning: read('lateral3.kernel') }
    await trainLoop(run, recordHooks().hooks)
    expect(read('block2.kernel')).toEqual(before.resting)
    expect(read('lateral3.kernel')).not.toEqual(before.learning)
    run.dispose()
  })

  it('stops when asked to, evaluates and keeps the weights', async () => {
    const { images, decode } = generatePictures(8, 2)
    const run = await prepareRun(generatedJob(images, folder, { schedule: { epochs: 50 } }), {
      decode,
      loadTrained,
    })
    const record = recordHooks({ step: 3, wish: 'stop' })
    expect(await trainLoop(run, record.hooks)).toBe('stopped')
    expect(record.steps.length).toBe(3)
    expect(record.epochs.at(-1)?.val).not.toBeNull()
    // Two steps are an epoch and the third ends the last one: one of the two is the best.
    const best = `best-0000000${run.state.best?.step}`
    expect(['best-00000002', 'best-00000003']).toContain(best)
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['LATEST', best, 'ckpt-00000003']))
    run.dispose()
  })

  it('learns from pictures without a single box in the batch', async () => {
    const { images, decode } = generatePictures(5, 0)
    for (const image of images.slice(0, 4)) image.boxes = []
    const run = await prepareRun(generatedJob(images, folder, { schedule: { epochs: 4, batchSize: 1 } }), {
      decode,
      loadTrained,
    })
    const record = recordHooks()
    await trainLoop(run, record.hooks)
    expect(record.steps.filter((step) => step.positives === 0).length).toBeGreaterThan(0)
    expect(record.steps.every((step) => Number.isFinite(step.loss.total) && step.gradientNorm > 0)).toBe(true)
    run.dispose()
  })

  it.each([
    { classification: 'focal', box: 'giou' },
    { classification: 'focal', box: 'smoothL1', lambdaBox: 1 },
    { classification: 'bce', box: 'smoothL1', lambdaBox: 1, normalizer: 'imagePositives' },
    { classification: 'focal', box: 'giou', classWeights: { kind: 'effectiveNumber' } },
  ] as const)('falls from step to step with the loss %j', async (loss) => {
    const { images, decode } = generatePictures(4, 0)
    const job = generatedJob(images, folder, { loss, schedule: { epochs: 12 } })
    const run = await prepareRun(job, { decode, loadTrained })
    const record = recordHooks()
    await trainLoop(run, record.hooks)
    const totals = record.steps.map((step) => step.loss.total)
    expect(totals.every(Number.isFinite)).toBe(true)
    expect(Math.min(...totals.slice(-3))).toBeLessThan((totals[0] as number) * 0.7)
    run.dispose()
  })

  it('ends at its time limit and keeps what it has', async () => {
    const { images, decode } = generatePictures(4, 2)
    const job = generatedJob(images, folder, { timeLimitSeconds: 0.2, schedule: { epochs: 5000 } })
    const run = await prepareRun(job, { decode, loadTrained })
    const record = recordHooks()
    expect(await trainLoop(run, record.hooks)).toBe('time-limit')
    expect(record.epochs.at(-1)?.step).toBe(record.steps.length)
    expect((await loadCheckpoint(folder))?.checkpoint.state.step).toBe(record.steps.length)
    run.dispose()
  })

  it('row 32: where it can no longer save, it ends with a code and the checkpoint before stays good', async () => {
    const { images, decode } = generatePictures(4, 0)
    const job = generatedJob(images, folder, { schedule: { epochs: 20 } })
    const first = await prepareRun(job, { decode, loadTrained })
    await trainLoop(first, recordHooks({ step: 2, wish: 'pause' }).hooks)
    first.dispose()
    const second = await prepareRun({ ...job, resume: true }, { decode, loadTrained })
    // A file in the place of the run folder: nothing can be made in it, for root neither.
    const blocked = join(folder, 'blocked')
    await writeFile(blocked, '')
    second.job.runFolder = blocked
    const end = trainLoop(second, recordHooks({ step: 2, wish: 'pause' }).hooks)
    await expect(end).rejects.toMatchObject({ name: 'StudioError', code: 'io-failed' })
    expect((await loadCheckpoint(folder))?.checkpoint.state.step).toBe(2)
    second.dispose()
  })

  it('row 32: falls back to the checkpoint before a damaged one, and says so', async () => {
    const { images, decode } = generatePictures(8, 0)
    const job = generatedJob(images, folder, { schedule: { epochs: 10 } })
    for (const step of [2, 4]) {
      const run = await prepareRun({ ...job, resume: step > 2 }, { decode, loadTrained })
      await trainLoop(run, recordHooks({ step: 2, wish: 'pause' }).hooks)
      run.dispose()
    }
    const newest = join(folder, 'ckpt-00000004', 'numbers.safetensors')
    const bytes = await readFile(newest)
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] as number) ^ 1
    await writeFile(newest, bytes)
    const loaded = await loadCheckpoint(folder)
    expect(loaded?.name).toBe('ckpt-00000002')
    expect(loaded?.skipped).toEqual(['ckpt-00000004'])
    const run = await prepareRun({ ...job, resume: true }, { decode, loadTrained })
    expect(run.state.step).toBe(2)
    expect(run.notes.join()).toContain('ckpt-00000004')
    run.dispose()
  })

  it('says so where another version of the program began the run', async () => {
    const { job, decode } = await pausedRun()
    const newest = join(folder, 'ckpt-00000001')
    const files = Object.fromEntries(await readSnapshot(newest))
    const state = JSON.parse(new TextDecoder().decode(files['state.json']))
    await rm(newest, { recursive: true })
    const older = { ...state, version: 1, optimizer: undefined, optimizerSteps: 1 }
    await writeSnapshot(newest, { ...files, 'state.json': JSON.stringify(older) })
    await expect(prepareRun({ ...job, resume: true }, { decode, loadTrained })).rejects.toMatchObject({
      code: 'checkpoint-outdated',
      hint: expect.stringContaining('new run'),
    })
  })

  it('refuses to go on with other classes', async () => {
    const { job, decode } = await pausedRun()
    const changed = { ...job, resume: true, classes: ['square', 'disc'] }
    await expect(prepareRun(changed, { decode, loadTrained })).rejects.toMatchObject({
      code: 'config-invalid',
    })
  })
})
