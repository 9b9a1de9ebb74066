import { z } from 'zod'
import { BoxXyxyPx, Split } from '../annotation/schema'
import { DepthRule } from '../images/depthWindow'
import { errorCodes } from '../result'
import { TrainConfig } from './config/index'
import { EpochReport, LossParts, StepReport } from './metrics'
import { TrainingProblem } from './problem'

/** Rises when a message changes its meaning; both ends refuse another one. */
export const TRAINER_PROTOCOL_VERSION = 1

const JobBox = BoxXyxyPx.extend({
  classIndex: z.number().int().nonnegative(),
  /** Difficult or crowd: its anchors are ignored, it is not counted. */
  ignore: z.boolean(),
  /** Partly hidden: it may weigh less. */
  occluded: z.boolean().optional(),
})
export type JobBox = z.infer<typeof JobBox>

const JobMark = BoxXyxyPx.extend({
  kind: z.enum(['hard-negative', 'ignore']),
  classIndex: z.number().int().nonnegative().nullable(),
  /** Loss weight of this hard negative; absent: that of the settings. */
  weight: z.number().min(1).max(100).optional(),
})
export type JobMark = z.infer<typeof JobMark>

export const JobImage = z.strictObject({
  id: z.string(),
  /** Absolute path; confined by whoever wrote the job. */
  file: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  split: Split,
  boxes: z.array(JobBox),
  marks: z.array(JobMark),
})
export type JobImage = z.infer<typeof JobImage>

/** All that the trainer needs, written to `job.json` in the run folder: it opens no database. */
export const TrainJob = z.strictObject({
  protocolVersion: z.literal(TRAINER_PROTOCOL_VERSION),
  runId: z.string(),
  runFolder: z.string(),
  classes: z.array(z.string()).min(1),
  config: TrainConfig,
  images: z.array(JobImage),
  /** How 16-bit pictures become the 8 bits that the network sees; absent: each by its own range. */
  depth: DepthRule.optional(),
  /** Folder of the run whose best weights it begins with (`config.startFrom`); null: the trunk's, or noise. */
  startFolder: z.string().nullable().default(null),
  /** Continue from the newest verified checkpoint in the run folder. */
  resume: z.boolean(),
})
export type TrainJob = z.infer<typeof TrainJob>

export const Backend = z.strictObject({
  /** tfjs backend: tensorflow. */
  name: z.string(),
  device: z.enum(['gpu', 'cpu']),
  /** GPU or CPU model, in words. */
  description: z.string(),
  /** Why this device, in words; for the CPU: why no GPU. */
  reason: z.string(),
  version: z.string(),
})
export type Backend = z.infer<typeof Backend>

/** What the owner of the trainer process sends. */
export const TrainerCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), jobFile: z.string() }),
  z.strictObject({ type: z.literal('pause') }),
  /** Finish the step, keep the best weights, write the model. */
  z.strictObject({ type: z.literal('stop') }),
  /** Finish the step, save a checkpoint, exit. */
  z.strictObject({ type: z.literal('quit') }),
])
export type TrainerCommand = z.infer<typeof TrainerCommand>

export const StopReason = z.enum([
  'finished',
  'stopped',
  'time-limit',
  /** Validation AP had stopped rising. */
  'early-stop',
  'paused',
  'diverged',
  'failed',
])
export type StopReason = z.infer<typeof StopReason>

export const TrainSummary = z.strictObject({
  backend: Backend,
  images: z.number().int().nonnegative(),
  steps: z.number().int().nonnegative(),
  epochs: z.number().int().nonnegative(),
  seconds: z.number(),
  imagesPerSecond: z.number(),
  stoppedBecause: StopReason,
  /** The same, in words. */
  stoppedWords: z.string(),
  bestEpoch: z.number().int().nonnegative().nullable(),
  val: EpochReport.shape.val,
  lossParts: LossParts.nullable(),
  /** Folder-relative name of the model file, null where none was written. */
  model: z.string().nullable(),
})
export type TrainSummary = z.infer<typeof TrainSummary>

/** What the trainer process says. `hello` comes first. */
export const TrainerEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), protocolVersion: z.number().int(), backend: Backend }),
  z.strictObject({ type: z.literal('preparing'), what: z.string(), done: z.number(), total: z.number() }),
  z.strictObject({ type: z.literal('resumed'), epoch: z.number(), step: z.number(), note: z.string() }),
  z.strictObject({ type: z.literal('step'), report: StepReport }),
  z.strictObject({ type: z.literal('epoch'), report: EpochReport }),
  z.strictObject({ type: z.literal('checkpoint'), step: z.number() }),
  /** Something a person should know, such as a halved batch or a skipped picture. */
  z.strictObject({ type: z.literal('note'), message: z.string() }),
  /** What the doctor found; one with the code of an earlier one takes its place. */
  z.strictObject({ type: z.literal('problem'), problem: TrainingProblem }),
  z.strictObject({ type: z.literal('heartbeat') }),
  z.strictObject({ type: z.literal('done'), summary: TrainSummary }),
  z.strictObject({
    type: z.literal('failed'),
    error: z.strictObject({ code: z.enum(errorCodes), message: z.string(), hint: z.string().optional() }),
  }),
])
export type TrainerEvent = z.infer<typeof TrainerEvent>
