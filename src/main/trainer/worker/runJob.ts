import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { autoDepth } from '../../../shared/images/depthWindow'
import { StudioError } from '../../../shared/result'
import type { EpochReport } from '../../../shared/training/metrics'
import type {
  Backend,
  StopReason,
  TrainerEvent,
  TrainJob,
  TrainSummary,
} from '../../../shared/training/protocol'
import { MAX_LOG_SIZE, VARIANCES } from '../../detector/coding/boxCoder'
import { encodeModel, MODEL_JSON, MODEL_WEIGHTS } from '../../detector/modelFile'
import { type NamedTensor, readSafetensors } from '../../detector/safetensors'
import { atomicWrite } from '../../fs/atomicWrite'
import { modelsFolder } from '../../fs/modelsFolder'
import { writeReferenceDetections } from '../../models/writeReferenceDetections'
import { createTrainingDoctor, runFacts } from '../doctor/trainingDoctor'
import { tilingOf } from '../plan/tiling'
import type { RunPlan } from '../plan/types'
import { checkPictures } from './checkPictures'
import { averagedWeights, type RunState } from './checkpoint'
import { chooseWeights, forgetLostBest } from './chooseWeights'
import { describeStall } from './earlyStop'
import { examinedHooks } from './examinedHooks'
import { METRICS, openHistory } from './history'
import type { Hooks, LoopEnd } from './hooks'
import { pictureDecoder } from './pictureDecoder'
import { type PreparedRun, prepareRun } from './prepareRun'
import { createRssWatch } from './rssWatch'
import { trainLoop } from './trainLoop'
import { writeLossProfile } from './writeLossProfile'

type RunEnd = Exclude<LoopEnd, 'outgrown'>

const stopWords: Record<Exclude<RunEnd, 'early-stop'>, string> = {
  finished: 'All planned steps were done.',
  stopped: 'It was stopped; the best weights were kept.',
  paused: 'It was paused; it can go on from here.',
  'time-limit': 'The time limit was reached; the best weights were kept.',
}

const LOST_BEST = 'The best weights were damaged or gone; the last ones were kept.'

/**
 * Carries out one job from its pictures to the model file in the run folder. `tell` hears of everything on the way,
 * `wish` is asked before each step. null: it saved itself and has to be begun anew in another process. Throws StudioErrors.
 */
export async function runJob(
  job: TrainJob,
  backend: Backend,
  tell: (event: TrainerEvent) => void,
  wish: Hooks['wish'],
): Promise<TrainSummary | null> {
  requireDevice(job, backend)
  const note = (message: string) => tell({ type: 'note', message })
  const decode = pictureDecoder(job.depth)
  const readable = await checkPictures(job.images, decode, tell)
  const run = await prepareRun({ ...job, images: readable }, { decode, loadTrained })
  try {
    await atomicWrite(join(job.runFolder, 'config.json'), `${JSON.stringify(run.plan.config, null, 2)}\n`)
    const lost = run.resumed ? await forgetLostBest(run) : null
    if (lost !== null) run.notes.push(lost)
    for (const message of [...run.notes, ...run.plan.choices.map(({ text }) => text)]) note(message)
    if (run.resumed) {
      const { step, stepsPerEpoch } = run.state
      tell({ type: 'resumed', step, epoch: Math.floor(step / stepsPerEpoch), note: run.notes.join(' ') })
    }
    const history = await openHistory(join(job.runFolder, METRICS), run.state.step, tell)
    const doctor = createTrainingDoctor(runFacts(run.plan, readable, run.resumed))
    const examined = examinedHooks(history.hooks, doctor, (problem) => tell({ type: 'problem', problem }))
    const { hasOutgrown } = createRssWatch()
    const hooks: Hooks = { ...history.hooks, ...examined, wish, hasOutgrown, onNote: note }
    const end = await trainLoop(run, hooks)
    await history.flush()
    if (end === 'outgrown') return null
    const left = end === 'paused' ? null : await leaveModel(run, note)
    return summarise(run, backend, end, history.latest(), left)
  } finally {
    run.dispose()
  }
}

async function loadTrained(file: string) {
  return readSafetensors(await readFile(join(modelsFolder(), file))).tensors
}

function requireDevice({ config }: TrainJob, backend: Backend): void {
  if (config.device === 'gpu' && backend.device !== 'gpu') {
    throw new StudioError(
      'config-invalid',
      `This run asks for the GPU, but it cannot be used: ${backend.reason}`,
      'Choose the device "auto" or "cpu".',
    )
  }
}

/** Writes the best weights as the run's model, and what its loss looks like. */
async function leaveModel(
  run: PreparedRun,
  note: (message: string) => void,
): Promise<{ model: string; isLast: boolean }> {
  const { checkpoint, isLast } = await chooseWeights(run, note)
  const weights = averagedWeights(checkpoint)
  const model = await writeModel(run, weights)
  try {
    await writeLossProfile(run, weights)
  } catch (cause) {
    // Only there to look at: the model is good without.
    note(`The loss profile could not be written: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
  return { model, isLast }
}

async function writeModel(run: PreparedRun, weights: Map<string, NamedTensor>): Promise<string> {
  const { state, plan, trunk, job } = run
  const { mean, std } = trunk.preprocessing
  const files = encodeModel({
    manifest: {
      format: 'focal-studio-model',
      version: 1,
      architecture: state.architecture,
      classes: job.classes,
      preprocessing: {
        fit: 'stretch',
        channels: 'RGB',
        mean: [...mean],
        std: [...std],
        depth: job.depth ?? autoDepth,
      },
      coding: {
        weights: VARIANCES.map((variance) => 1 / variance) as [number, number, number, number],
        maxLogScale: MAX_LOG_SIZE,
      },
      detection: plan.config.detection,
      tiling: tilingOf(plan.view, plan.config.input.tiles.overlap),
      training: {
        runId: job.runId,
        seed: plan.config.seed,
        preset: plan.config.preset,
        epoch: state.best?.epoch ?? 0,
        step: state.best?.step ?? state.step,
        valAP: state.best?.figures?.AP ?? null,
        valAP50: state.best?.figures?.AP50 ?? null,
      },
    },
    weights,
  })
  await atomicWrite(join(job.runFolder, MODEL_WEIGHTS), files.weights)
  // Last, because a model is there when its description is.
  await atomicWrite(join(job.runFolder, MODEL_JSON), files.json)
  // Exports are held against these: TensorFlow is loaded in this process alone.
  const decode = pictureDecoder(job.depth)
  await writeReferenceDetections({ runFolder: job.runFolder, images: job.images, decode })
  return MODEL_JSON
}

function summarise(
  { state, plan, job }: PreparedRun,
  backend: Backend,
  end: RunEnd,
  latest: EpochReport | null,
  left: { model: string; isLast: boolean } | null,
): TrainSummary {
  const stoppedBecause: StopReason = end
  return {
    backend,
    images: job.images.filter((image) => image.split === 'train').length,
    steps: state.step,
    epochs: Math.ceil(state.step / state.stepsPerEpoch),
    seconds: state.seconds,
    imagesPerSecond: latest?.imagesPerSecond ?? 0,
    stoppedBecause,
    stoppedWords: left?.isLast ? LOST_BEST : describeEnd(end, state, plan),
    bestEpoch: state.best?.epoch ?? null,
    val: state.best?.figures ?? null,
    lossParts: latest?.loss ?? null,
    model: left?.model ?? null,
  }
}

function describeEnd(end: RunEnd, state: RunState, plan: RunPlan): string {
  if (end === 'early-stop') return describeStall(state.earlyStop)
  const isCut = end === 'finished' && state.step < plan.totalSteps
  return isCut ? 'The steps that fit into the time were done.' : stopWords[end]
}
