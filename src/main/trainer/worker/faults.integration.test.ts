import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TrainConfigInput } from '../../../shared/training/config/index'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { recordHooks } from '../testing/recordHooks'
import type { Batch } from './dataset'
import { loadTensorFlow } from './loadTensorFlow'
import { type PreparedRun, prepareRun } from './prepareRun'
import { trainLoop } from './trainLoop'

let folder = ''

beforeAll(async () => {
  await loadTensorFlow()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-faults-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A run over generated pictures; `spoil` changes the batches that it is given, the first being 1. */
async function prepare(
  config: TrainConfigInput,
  spoil: (batch: Batch, number: number) => void = () => {},
  numImages = 4,
): Promise<PreparedRun> {
  const { images, decode } = generatePictures(numImages, 0)
  const run = await prepareRun(generatedJob(images, folder, config), {
    decode,
    loadTrained: async () => new Map(),
  })
  const { make } = run.batches
  let number = 0
  run.batches.make = async (...at) => {
    const batch = await make(...at)
    spoil(batch, ++number)
    return batch
  }
  return run
}

/** Makes the bias of the first layer no number, in the model and in the optimiser. */
function poison({ optimizer }: PreparedRun): void {
  const bias = optimizer.numbers().get('values/stem.bias')
  bias?.values.fill(Number.NaN, 0, 1)
  optimizer.restore(new Map([['values/stem.bias', bias as NonNullable<typeof bias>]]), optimizer.progress)
}

describe('row 33: a loss that is not finite', () => {
  it('leaves no trace of its update but half the rate, and its picture is named', async () => {
    const run = await prepare(
      {
        schedule: { epochs: 4, warmupSteps: 0, decay: 'constant' },
        loss: { classification: 'efl', balancing: { kind: 'kendall' } },
      },
      ({ pictures, images }, number) => {
        if (number === 3) pictures[(pictures.length / images.length) * 2 + 5] = Number.NaN
      },
    )
    const record = recordHooks()
    const seen: { numbers: unknown; memory: unknown; progress: unknown }[] = []
    const look = () => {
      const { optimizer, state } = run
      seen.push(
        structuredClone({
          numbers: optimizer.numbers(),
          memory: state.lossMemory,
          progress: optimizer.progress,
        }),
      )
      return null
    }
    const hooks = { ...record.hooks, wish: look }
    expect(await trainLoop(run, hooks)).toBe('finished')
    // Before the third step and before the fourth.
    expect(seen[3]).toEqual(seen[2])
    expect(seen[2]?.numbers).not.toEqual(seen[1]?.numbers)
    expect(Object.keys(run.state.lossMemory).length).toBeGreaterThan(0)
    expect(record.steps.map(({ step }) => step)).toEqual([1, 2, 4])
    expect(record.steps.map(({ learningRate }) => learningRate)).toEqual([4e-3, 4e-3, 2e-3])
    expect(record.notes.length).toBe(1)
    expect(record.notes[0]).toMatch(
      /dropped and the learning rate halved\. Not finite: \/generated\/\d\.png\.$/,
    )
    run.dispose()
  })

  it('takes the run back to the last good weights where an update has blown them up', async () => {
    const run = await prepare({ schedule: { epochs: 8, warmupSteps: 0 } })
    const record = recordHooks()
    const wish = () => {
      if (record.steps.length === 3 && record.notes.length === 0) poison(run)
      return null
    }
    expect(await trainLoop(run, { ...record.hooks, wish })).toBe('finished')
    expect(record.notes.map((note) => note.split('.')[0])).toEqual([
      'The loss was not a finite number; that update was dropped and the learning rate halved',
      'The loss was not a finite number; that update was dropped and the learning rate halved',
      'The weights are those after step 3 again',
    ])
    expect(record.steps.map(({ step }) => step)).toEqual([1, 2, 3, 6, 7, 8])
    run.dispose()
  })

  it('ends the run with a code the fourth time, its weights as they were', async () => {
    const run = await prepare({ schedule: { epochs: 9 } })
    poison(run)
    const before = run.optimizer.numbers()
    const record = recordHooks()
    await expect(trainLoop(run, record.hooks)).rejects.toMatchObject({ code: 'training-diverged' })
    expect(run.state.rateHalvings).toBe(3)
    expect(record.notes.filter((note) => note.includes('/generated/')).length).toBe(3)
    expect(run.optimizer.numbers()).toEqual(before)
    run.dispose()
  })

  it.each(['adamw', 'sgd'] as const)('ends a run of %s whose rate is far too high', async (kind) => {
    const run = await prepare({ optimizer: { kind, clipNorm: 0 }, schedule: { epochs: 20, warmupSteps: 0 } })
    run.plan.config.optimizer.learningRate = 1e6
    await expect(trainLoop(run, recordHooks().hooks)).rejects.toMatchObject({ code: 'training-diverged' })
    run.dispose()
  })
})

describe('want of memory', () => {
  /** Stands in for TensorFlow's own failure, which needs more memory than a test may take. */
  const refuseAbove = (most: number) => {
    let refused = 0
    const spoil = (batch: Batch) => {
      if (batch.images.length <= most) return
      Object.defineProperty(batch, 'truths', {
        get: () => {
          refused++
          throw new Error('OOM when allocating tensor with shape[4,96,96,3]')
        },
      })
    }
    return { spoil, refused: () => refused }
  }

  it('halves the batch, adds up twice as many and says so', async () => {
    const memory = refuseAbove(2)
    const run = await prepare({ schedule: { epochs: 1 } }, memory.spoil, 8)
    const record = recordHooks()
    expect(await trainLoop(run, record.hooks)).toBe('finished')
    expect(memory.refused()).toBe(1)
    expect(record.notes).toEqual([
      'Memory ran out: now 2 pictures at a time instead of 4; a step adds up 2 batches and learns from 4.',
    ])
    expect(record.steps.map(({ step, steps }) => [step, steps])).toEqual([
      [1, 2],
      [2, 2],
    ])
    run.dispose()
  })

  it('learns the same as with the memory, as near as adding in another order comes', async () => {
    const totals: number[][] = []
    for (const most of [8, 2]) {
      const settings = { optimizer: { kind: 'sgd', learningRate: 0.01 }, schedule: { epochs: 3 } } as const
      const run = await prepare(settings, refuseAbove(most).spoil)
      const record = recordHooks()
      await trainLoop(run, record.hooks)
      totals.push(record.steps.map(({ loss }) => loss.total))
      run.dispose()
    }
    for (const [i, total] of (totals[0] ?? []).entries()) expect(totals[1]?.[i]).toBeCloseTo(total, 4)
    expect(totals[0]?.length).toBe(3)
  })

  it('ends the run with a code where a single picture is too much', async () => {
    const run = await prepare({ schedule: { epochs: 1 } }, refuseAbove(0).spoil)
    const record = recordHooks()
    await expect(trainLoop(run, record.hooks)).rejects.toMatchObject({ code: 'out-of-memory' })
    expect(record.notes.length).toBe(2)
    run.dispose()
  })
})
