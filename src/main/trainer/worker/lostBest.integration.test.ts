import { readdirSync, rmSync, truncateSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrainConfigInput } from '../../../shared/training/config/index'
import type { TrainerEvent, TrainJob } from '../../../shared/training/protocol'
import { decodeModel } from '../../detector/modelFile'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { createGeneratedProject } from '../testing/generatedProject'
import { averagedWeights, loadBest, loadCheckpoint } from './checkpoint'
import { describeBackend, loadTensorFlow } from './loadTensorFlow'
import { runJob } from './runJob'

let outer = ''
let images: TrainJob['images'] = []
beforeAll(async () => {
  outer = await mkdtemp(join(tmpdir(), 'focal-lost-best-'))
  const project = await createGeneratedProject(outer)
  await project.close()
  images = generatePictures(10, 2).images.map((image) => ({ ...image, file: join(outer, `${image.id}.png`) }))
}, 60_000)
afterAll(() => rm(outer, { recursive: true, force: true }))

async function newJob(name: string, config: TrainConfigInput = {}): Promise<TrainJob> {
  const runFolder = join(outer, name)
  await mkdir(runFolder)
  return generatedJob(images, runFolder, config)
}

/** Trains to the end, and spoils what is saved each time it was. */
async function train(job: TrainJob, spoil: () => void, wish: () => 'pause' | null = () => null) {
  const told: TrainerEvent[] = []
  const tell = (event: TrainerEvent) => {
    told.push(event)
    if (event.type === 'checkpoint') spoil()
  }
  const summary = await runJob(job, describeBackend(await loadTensorFlow()), tell, wish)
  const notes = told.flatMap((event) => (event.type === 'note' ? [event.message] : []))
  const epochs = told.flatMap((event) => (event.type === 'epoch' ? [event.report] : []))
  return { summary, notes, epochs }
}

function bestOf({ runFolder }: TrainJob): string {
  const name = readdirSync(runFolder).find((each) => each.startsWith('best-'))
  if (name === undefined) throw new Error('no best weights were saved')
  return join(runFolder, name)
}

async function modelOf({ runFolder }: TrainJob) {
  const [json, weights] = await Promise.all([
    readFile(join(runFolder, 'model.json'), 'utf8'),
    readFile(join(runFolder, 'model.safetensors')),
  ])
  return decodeModel(json, weights)
}

// A rate that changes nothing that counts: no later epoch is better than the first.
const idle: TrainConfigInput = {
  optimizer: { learningRate: 1e-8 },
  schedule: { epochs: 5, warmupSteps: 0, decay: 'constant' },
}

describe('row 32: the best weights', () => {
  it('become the model, with the figures that they reached', async () => {
    const job = await newJob('whole')
    const { summary, notes, epochs } = await train(job, () => {})
    const best = epochs.filter(({ isBest }) => isBest).at(-1)
    const { manifest, weights } = await modelOf(job)
    expect(manifest.training).toMatchObject({ epoch: best?.epoch, step: best?.step, valAP: best?.val?.AP })
    expect(summary).toMatchObject({ bestEpoch: best?.epoch, val: best?.val })
    const saved = await loadBest(job.runFolder)
    expect(weights).toEqual(saved === null ? null : averagedWeights(saved))
    expect(notes.join()).not.toContain('did best')
  })

  it.each([
    ['damaged', (folder: string) => truncateSync(join(folder, 'numbers.safetensors'), 1000)],
    ['gone', (folder: string) => rmSync(folder, { recursive: true })],
  ])(
    'that are %s are replaced by the last ones, with what these reach, and it is said',
    async (how, spoil) => {
      const job = await newJob(`lost ${how}`, idle)
      const { summary, notes, epochs } = await train(job, () => spoil(bestOf(job)))
      expect(notes.filter((text) => text.includes('did best'))).toEqual([
        expect.stringContaining('the model is made of the last ones'),
      ])
      const last = epochs.at(-1)
      const { manifest, weights } = await modelOf(job)
      expect(manifest.training).toMatchObject({ epoch: 5, step: last?.step, valAP: last?.val?.AP })
      expect(summary).toMatchObject({
        bestEpoch: 5,
        val: last?.val,
        stoppedBecause: 'finished',
        stoppedWords: 'The best weights were damaged or gone; the last ones were kept.',
      })
      const latest = await loadCheckpoint(job.runFolder)
      expect(weights).toEqual(latest === null ? null : averagedWeights(latest.checkpoint))
    },
  )

  it('that were lost while a run was paused are looked for anew, and it is said', async () => {
    const job = await newJob('paused', idle)
    let asked = 0
    await train(
      job,
      () => {},
      () => (++asked > 4 ? 'pause' : null),
    )
    rmSync(bestOf(job), { recursive: true })
    const { summary, notes, epochs } = await train({ ...job, resume: true }, () => {})
    expect(notes.filter((text) => text.includes('did best so far'))).toHaveLength(1)
    expect(epochs[0]?.isBest).toBe(true)
    expect(summary?.bestEpoch).toBeGreaterThanOrEqual(epochs[0]?.epoch ?? 99)
    const saved = await loadBest(job.runFolder)
    expect((await modelOf(job)).weights).toEqual(saved === null ? null : averagedWeights(saved))
  })
})
