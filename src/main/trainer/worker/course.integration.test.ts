import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TrainConfigInput } from '../../../shared/training/config/index'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { recordHooks } from '../testing/recordHooks'
import { loadTensorFlow } from './loadTensorFlow'
import { type PreparedRun, prepareRun, toCheckpoint } from './prepareRun'
import { trainLoop } from './trainLoop'

let folder = ''

beforeAll(async () => {
  await loadTensorFlow()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-course-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function prepare(config: TrainConfigInput, numTrain = 4, numVal = 0): Promise<PreparedRun> {
  const { images, decode } = generatePictures(numTrain, numVal)
  return prepareRun(generatedJob(images, folder, config), { decode, loadTrained: async () => new Map() })
}

describe('a trunk that thaws', () => {
  it('rests for its share of the run, then learns with its own count of updates', async () => {
    const run = await prepare({ schedule: { epochs: 8, thawFraction: 0.5, freeze: 'stem', warmupSteps: 0 } })
    const read = (name: string) => Array.from(run.model.parameters.get(name)?.dataSync() ?? [])
    const history: { stem: number[]; trunk: number[]; neck: number[] }[] = []
    const look = () => {
      history.push({ stem: read('stem.kernel'), trunk: read('block3.kernel'), neck: read('lateral3.kernel') })
      return null
    }
    const record = recordHooks()
    await trainLoop(run, { ...record.hooks, wish: look })
    look()
    for (let step = 1; step <= 8; step++) {
      const [before, after] = [history[step - 1], history[step]]
      expect(after?.neck).not.toEqual(before?.neck)
      expect(after?.stem).toEqual(before?.stem)
      if (step <= 4) expect(after?.trunk).toEqual(before?.trunk)
      else expect(after?.trunk).not.toEqual(before?.trunk)
    }
    expect(record.notes).toEqual(['From step 5 on the trunk learns too.'])
    expect(run.optimizer.progress.updates).toBe(8)
    expect(run.optimizer.progress.missed['block3.kernel']).toBe(4)
    expect(run.optimizer.progress.missed['lateral3.kernel']).toBeUndefined()
    const names = [...toCheckpoint(run).numbers.keys()]
    expect(names).toContain('moment2/block3.kernel')
    expect(names).toContain('resting/stem.kernel')
    run.dispose()
  })

  it('never learns where it is to rest for good', async () => {
    const run = await prepare({ schedule: { epochs: 4, thawFraction: 0.5, freeze: 'trunk' } })
    const record = recordHooks()
    await trainLoop(run, record.hooks)
    expect(record.notes).toEqual([])
    expect(toCheckpoint(run).numbers.has('values/block3.kernel')).toBe(false)
    run.dispose()
  })
})

describe('a trained trunk', () => {
  it('learns in every n-th step only; neck and heads in each', async () => {
    const schedule = { epochs: 5, batchSize: 4, trunkEvery: 3, freeze: 'stem' as const, warmupSteps: 0 }
    const run = await prepare({ trunk: 'nanodetG', schedule })
    const read = (name: string) => Array.from(run.model.parameters.get(name)?.dataSync() ?? [])
    const history: { trunk: number[]; neck: number[] }[] = []
    const look = () => {
      history.push({ trunk: read('stage4.exit.bias'), neck: read('lateral4.bias') })
      return null
    }
    await trainLoop(run, { ...recordHooks().hooks, wish: look })
    look()
    const moved = (part: 'trunk' | 'neck') =>
      history.slice(1).map((now, i) => String(now[part]) !== String(history[i]?.[part]))
    expect(moved('trunk')).toEqual([true, false, false, true, false])
    expect(moved('neck')).toEqual([true, true, true, true, true])
    expect(run.optimizer.progress.missed['stage4.exit.bias']).toBe(3)
    run.dispose()
  })
})

describe('an early stop', () => {
  it('ends a run whose AP does not rise, not before its share of the plan', async () => {
    const earlyStop = { patience: 3, minDelta: 0.9, minFraction: 0.4 }
    const run = await prepare({ schedule: { epochs: 20, earlyStop } }, 4, 2)
    const record = recordHooks()
    expect(await trainLoop(run, record.hooks)).toBe('early-stop')
    // No AP rises by 0.9: all that is waited for is two fifths of the plan.
    expect(record.epochs.length).toBe(8)
    expect(record.epochs.at(-1)?.step).toBe(8)
    expect(run.state.earlyStop).toMatchObject({ epoch: 1, waited: 7 })
    run.dispose()
  })

  it('goes on waiting where a paused run had begun to', async () => {
    const earlyStop = { patience: 5, minDelta: 0.9, minFraction: 0 }
    const { images, decode } = generatePictures(4, 2)
    const job = generatedJob(images, folder, { schedule: { epochs: 20, earlyStop } })
    const around = { decode, loadTrained: async () => new Map() }
    const first = await prepareRun(job, around)
    await trainLoop(first, recordHooks({ step: 3, wish: 'pause' }).hooks)
    first.dispose()
    const second = await prepareRun({ ...job, resume: true }, around)
    const record = recordHooks()
    expect(await trainLoop(second, record.hooks)).toBe('early-stop')
    expect(second.state.step).toBe(6)
    second.dispose()
  })
})

describe('the rate', () => {
  it('stays where it is without decay', async () => {
    const run = await prepare({ schedule: { epochs: 10, warmupSteps: 2, decay: 'constant' } })
    const record = recordHooks()
    await trainLoop(run, record.hooks)
    expect(record.steps.slice(2).every(({ learningRate }) => learningRate === 4e-3)).toBe(true)
    expect(record.steps[0]?.learningRate).toBeLessThan(4e-3)
    run.dispose()
  })
})
