import { StudioError } from '../../../shared/result'
import type { JobImage, TrainJob } from '../../../shared/training/protocol'
import { placeAnchors } from '../../detector/anchors/place'
import type { AnchorSet } from '../../detector/anchors/types'
import { initialWeights } from '../../detector/initialWeights'
import { createLossSystem, type LossSystem } from '../../detector/losses/lossSystem'
import { buildModel, type DetectorModel } from '../../detector/model'
import type { Architecture } from '../../detector/network/architecture'
import type { NamedTensor } from '../../detector/safetensors'
import { trunks } from '../../detector/trunks/index'
import type { Trunk } from '../../detector/trunks/types'
import { boxCounts } from '../plan/boxCounts'
import { planRun } from '../plan/planRun'
import type { RunPlan } from '../plan/types'
import { type Checkpoint, loadCheckpoint, type RunState } from './checkpoint'
import { type BatchMaker, createBatchMaker } from './dataset'
import { createDeck } from './deck'
import { createOptimizer, type Optimizer } from './optimizer'
import { createPictureCache, type PictureCache, type PictureDecoder } from './pictureCache'
import { startsTrained } from './restTrunk'
import { loadStart, overKnownAnchors, startWeights } from './startWeights'
import { beginsFrozen, currentFreeze } from './thaw'

/** Memory for decoded pictures. */
const TRAIN_CACHE_BYTES = 768 * 1024 * 1024
const VAL_CACHE_BYTES = 256 * 1024 * 1024

/** All that the loop works with. */
export interface PreparedRun {
  job: TrainJob
  plan: RunPlan
  trunk: Trunk
  anchors: AnchorSet
  model: DetectorModel
  optimizer: Optimizer
  batches: BatchMaker
  val: { images: readonly JobImage[]; cache: PictureCache }
  losses: LossSystem
  state: RunState
  /** What a person should know about how it began. */
  notes: string[]
  resumed: boolean
  /** Gives up all tensors. */
  dispose(): void
}

export interface Surroundings {
  decode: PictureDecoder
  /** Trained weights of a trunk by file name. */
  loadTrained(file: string): Promise<ReadonlyMap<string, NamedTensor>>
}

/** Builds a run from its job, or continues it from its newest whole checkpoint. */
export async function prepareRun(job: TrainJob, { decode, loadTrained }: Surroundings): Promise<PreparedRun> {
  const train = job.images.filter((image) => image.split === 'train')
  checkData(job, train)
  const plan = planRun(job.images, job.classes.length, job.config)
  const saved = job.resume ? await loadCheckpoint(job.runFolder) : null
  const start = saved === null ? await loadStart(job) : null
  const state = saved === null ? firstState(job, plan, start) : resumedState(saved.checkpoint.state, job)
  const { architecture } = state
  const { input } = architecture
  const { config } = plan
  const trunk = trunks[architecture.trunk]
  // A trunk that starts from noise learns at the full rate.
  const isTrained = startsTrained(trunk, config)
  const trained =
    isTrained && trunk.weightsFile !== null && saved === null ? await loadTrained(trunk.weightsFile) : null
  const fresh = () =>
    initialWeights(architecture, trained, config.seed, {
      isMining: config.loss.hardSamples.kind === 'mining',
    })
  const begun = start === null ? null : startWeights(fresh(), architecture, job.classes, start)
  const weights = saved === null ? (begun?.weights ?? fresh()) : savedWeights(saved.checkpoint, architecture)
  const model = buildModel(architecture, weights, currentFreeze(state, config.schedule))
  const optimizer = createOptimizer(
    model,
    config.optimizer,
    (name) => isTrained && trunk.trunkPrefixes.some((prefix) => name.startsWith(prefix)),
  )
  if (saved !== null) optimizer.restore(saved.checkpoint.numbers, state.optimizer)
  const counts = boxCounts(train, job.classes.length)
  return {
    job,
    plan,
    trunk,
    anchors: placeAnchors(architecture.levels),
    model,
    optimizer,
    batches: createBatchMaker(
      createDeck(train, config, plan.view),
      createPictureCache(decode, TRAIN_CACHE_BYTES),
      { config, input, trunk },
    ),
    val: {
      images: job.images.filter((image) => image.split === 'val'),
      cache: createPictureCache(decode, VAL_CACHE_BYTES),
    },
    losses: createLossSystem(config.loss, job.classes, counts),
    state,
    notes: begun === null ? resumeNotes(saved) : [begun.note],
    resumed: saved !== null,
    dispose() {
      optimizer.dispose()
      model.dispose()
    },
  }
}

/** The state of the run as a checkpoint; the numbers are copies, so that training may go on while they are written. */
export function toCheckpoint(run: PreparedRun): Checkpoint {
  return checkpointOf(run, run.optimizer.numbers())
}

/** The same with only what a model is made of: the averages and what rests. */
export function toExportable(run: PreparedRun): Checkpoint {
  return checkpointOf(run, run.optimizer.numbers(['average']))
}

function checkpointOf(
  { model, optimizer, state }: PreparedRun,
  numbers: Map<string, NamedTensor>,
): Checkpoint {
  for (const [name, tensor] of model.parameters) {
    if (numbers.has(`average/${name}`)) continue
    numbers.set(`resting/${name}`, { shape: tensor.shape, values: tensor.dataSync<'float32'>() })
  }
  return { state: structuredClone({ ...state, optimizer: optimizer.progress }), numbers }
}

function savedWeights({ numbers }: Checkpoint, architecture: Architecture): Map<string, NamedTensor> {
  const weights = new Map<string, NamedTensor>()
  for (const [name, tensor] of numbers) {
    const [part, parameter] = name.split('/', 2) as [string, string]
    if (part === 'values' || part === 'resting') weights.set(parameter, tensor)
  }
  if (weights.size === 0) throw new StudioError('checkpoint-damaged', `No weights for ${architecture.trunk}.`)
  return weights
}

function checkData({ classes, images }: TrainJob, train: readonly JobImage[]): void {
  if (train.length === 0) {
    throw new StudioError(
      'too-few-images',
      'There is no picture to learn from.',
      'Label some pictures first.',
    )
  }
  for (const { boxes, file } of images) {
    const wrong = boxes.find((box) => box.classIndex >= classes.length)
    if (wrong !== undefined) {
      throw new StudioError(
        'config-invalid',
        `${file} has a box of class ${wrong.classIndex}; there are ${classes.length}.`,
      )
    }
  }
  if (!train.some(({ boxes }) => boxes.some((box) => !box.ignore))) {
    throw new StudioError(
      'no-boxes',
      'No picture to learn from has a box.',
      'Draw boxes around the objects first.',
    )
  }
}

function firstState(job: TrainJob, plan: RunPlan, start: Checkpoint | null): RunState {
  return {
    version: 2,
    runId: job.runId,
    classes: job.classes,
    architecture:
      start === null ? plan.architecture : overKnownAnchors(plan.architecture, start.state.architecture),
    step: 0,
    totalSteps: plan.totalSteps,
    stepsPerEpoch: plan.stepsPerEpoch,
    batchSize: plan.config.schedule.batchSize,
    accumulate: plan.config.schedule.accumulate,
    batchHalvings: 0,
    rateHalvings: 0,
    optimizer: { updates: 0, missed: {} },
    epochSums: { steps: 0, classification: 0, box: 0, quality: 0, center: 0, total: 0 },
    lossMemory: {},
    isTrunkFrozen: beginsFrozen(plan.config.schedule),
    earlyStop: { AP: null, epoch: 0, waited: 0 },
    best: null,
    seconds: 0,
  }
}

/** A run goes on only as what it was: other classes would give the same logits another meaning. */
function resumedState(state: RunState, { classes, config }: TrainJob): RunState {
  if (state.classes.join('\n') !== classes.join('\n')) {
    throw new StudioError(
      'config-invalid',
      'The classes have changed since this run began, so it cannot go on.',
      'Start a new run.',
    )
  }
  if (state.architecture.trunk !== config.trunk) {
    throw new StudioError(
      'config-invalid',
      `This run began with the trunk ${state.architecture.trunk}.`,
      'Start a new run.',
    )
  }
  return state
}

function resumeNotes(saved: { name: string; skipped: string[] } | null): string[] {
  if (saved === null || saved.skipped.length === 0) return []
  return [`The newest saved state was damaged (${saved.skipped.join(', ')}); going on from ${saved.name}.`]
}
