import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { TrainConfigInput } from '../../../shared/training/config/index'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { recordHooks } from '../testing/recordHooks'
import type { Checkpoint } from './checkpoint'
import { loadTensorFlow } from './loadTensorFlow'
import { prepareRun, toCheckpoint } from './prepareRun'
import { trainLoop } from './trainLoop'

const loadTrained = async () => new Map()
const PAUSE_AFTER = 3
let folder = ''

beforeAll(async () => {
  await loadTensorFlow()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-resume-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Every way of training that carries something from step to step; epochs of two steps, six steps and more. */
const recipes: Record<string, TrainConfigInput> = {
  'the defaults': {},
  'averaged weights': { optimizer: { emaDecay: 0.9 } },
  'SGD with momentum': { optimizer: { kind: 'sgd', learningRate: 0.01, weightDecay: 1e-3 } },
  accumulation: { schedule: { batchSize: 2, accumulate: 2 } },
  'a thaw before the pause': { schedule: { thawFraction: 0.2 }, optimizer: { emaDecay: 0.9 } },
  'a thaw after the pause': { schedule: { thawFraction: 0.8 }, optimizer: { emaDecay: 0.9 } },
  'a thaw at the pause': { schedule: { thawFraction: 0.5 }, optimizer: { kind: 'sgd' } },
  augmentation: { augment: { flipHorizontal: true, crop: 0.5, zoomOut: 0.5, color: 0.5 } },
  'mosaics and pasted objects': { augment: { mosaic: 0.5, copyPaste: 0.5, blur: 0.3, rotate90: 0.5 } },
  'repeated pictures': { sampling: { kind: 'repeatFactor', threshold: 0.9 } },
  // The size changes after ten steps.
  'several input sizes': {
    input: { size: 128, shape: 'square', multiScale: true },
    schedule: { epochs: 6 },
    seed: 2,
  },
  tiles: { input: { size: 64, shape: 'square', tiles: { kind: 'on', scale: 1 } } },
  'the trunk of the defaults': { trunk: 'nanodetG', schedule: { freeze: 'stem', batchSize: 4 } },
  'GHM-C and GHM-R': {
    loss: { classification: 'ghmc', box: 'ghmr', ghmc: { momentum: 0.75 }, ghmr: { momentum: 0.7 } },
  },
  EFL: { loss: { classification: 'efl' } },
  AutoFocal: { loss: { classification: 'autoFocal' } },
  'Kendall weights': { loss: { balancing: { kind: 'kendall', rate: 0.1 } } },
  'learnable focusing': { loss: { classification: 'focal', focusing: { kind: 'learnable' } } },
  'the focal loss on sigmoids': { loss: { classification: 'focal' } },
  'scheduled focusing': { loss: { focusing: { kind: 'scheduled' } } },
  'a smoothed normaliser': { loss: { normalizerMomentum: 0.9 } },
  'forgiven samples': { loss: { hardSamples: { kind: 'forgive', startFraction: 0.3 } } },
  'task-aligned matching': { matcher: { kind: 'taskAligned' } },
}

/** Trains in a folder of its own, up to `pauseAfter` steps, and returns what a checkpoint holds at the end. */
async function train(
  name: string,
  config: TrainConfigInput,
  { resume = false, pauseAfter = Number.POSITIVE_INFINITY } = {},
): Promise<Checkpoint> {
  const { images, decode } = generatePictures(8, 2)
  const runFolder = join(folder, name)
  await mkdir(runFolder, { recursive: true })
  const schedule = { epochs: 3, warmupSteps: 1, ...config.schedule }
  const job = { ...generatedJob(images, runFolder, { ...config, schedule }), resume }
  const run = await prepareRun(job, { decode, loadTrained })
  const wish = pauseAfter < 99 ? { step: pauseAfter, wish: 'pause' as const } : null
  await trainLoop(run, recordHooks(wish).hooks)
  const checkpoint = toCheckpoint(run)
  run.dispose()
  return checkpoint
}

/** Names of the numbers that are not the same to the bit, or not in both. */
function differences(a: Checkpoint, b: Checkpoint): string[] {
  return [...new Set([...a.numbers.keys(), ...b.numbers.keys()])].filter((name) => {
    const [left, right] = [a, b].map(({ numbers }) => numbers.get(name)?.values)
    return left?.length !== right?.length || !left?.every((value, i) => Object.is(value, right?.[i]))
  })
}

it.each(Object.entries(recipes))(
  'with %s a run that was paused ends as one that was not',
  {
    timeout: 60_000,
  },
  async (_, config) => {
    const straight = await train('straight', config)
    const paused = await train('paused', config, { pauseAfter: PAUSE_AFTER })
    expect(paused.state.step).toBe(PAUSE_AFTER)
    const resumed = await train('paused', config, { resume: true })
    expect(resumed.state.step).toBe(straight.state.step)
    expect(differences(resumed, straight)).toEqual([])
    const timeless = ({ state: { seconds, ...rest } }: Checkpoint) => rest
    expect(timeless(resumed)).toEqual(timeless(straight))
    // Something has been learnt, or equality would mean nothing.
    expect(differences(paused, straight).length).toBeGreaterThan(10)
  },
)
