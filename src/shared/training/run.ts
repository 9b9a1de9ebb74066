import { z } from 'zod'
import { RunId } from '../ids'
import { errorCodes } from '../result'
import { Preset, TrainConfig } from './config'
import { CocoFigures, EpochReport, StepReport } from './metrics'
import { Backend, TrainSummary } from './protocol'

const count = z.number().int().nonnegative()

export const RunStatus = z.enum([
  'preparing',
  'running',
  'paused',
  'finished',
  'stopped',
  'failed',
  /** The process died; it can be resumed. */
  'interrupted',
])
export type RunStatus = z.infer<typeof RunStatus>

export const RunRecord = z.strictObject({
  id: RunId,
  name: z.string(),
  status: RunStatus,
  preset: Preset,
  startedAt: z.number().int(),
  finishedAt: z.number().int().nullable(),
  config: TrainConfig,
  /** Class names in the model's order. */
  classes: z.array(z.string()),
  numTrain: count,
  numVal: count,
  numHardNegatives: count,
  /** Project revision that the run saw. */
  revision: count,
  backend: Backend.nullable(),
  summary: TrainSummary.nullable(),
  /** Figures on the validation pictures of the exported model (ONNX Runtime). */
  val: CocoFigures.nullable(),
  /** The ONNX file exists and its predictions are in the project. */
  reviewable: z.boolean(),
  error: z
    .strictObject({ code: z.enum(errorCodes), message: z.string(), hint: z.string().optional() })
    .nullable(),
})
export type RunRecord = z.infer<typeof RunRecord>

/** Something about the data that will hurt training, and what mends it. */
export const TrainingProblem = z.strictObject({
  severity: z.enum(['blocks', 'warns']),
  code: z.string(),
  message: z.string(),
  hint: z.string(),
})
export type TrainingProblem = z.infer<typeof TrainingProblem>

/** What pressing Train will do, in words and figures. */
export const TrainingPlan = z.strictObject({
  sentence: z.string(),
  numTrain: count,
  numVal: count,
  numTest: count,
  numClasses: count,
  numHardNegatives: count,
  epochs: count,
  steps: count,
  inputWidth: count,
  inputHeight: count,
  estimatedSeconds: z.number(),
  /** The config with every auto resolved. */
  config: TrainConfig,
  /** Automatic choices, a sentence each. */
  choices: z.array(z.string()),
  problems: z.array(TrainingProblem),
})
export type TrainingPlan = z.infer<typeof TrainingPlan>

/** What the Train room shows of the run in progress; sequence rises with every push. */
export const TrainingProgress = z.strictObject({
  sequence: count,
  runId: RunId,
  status: RunStatus,
  /** What is going on in a few words. */
  phase: z.string(),
  backend: Backend.nullable(),
  latest: StepReport.nullable(),
  latestEpoch: EpochReport.nullable(),
  imagesPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
  notes: z.array(z.string()),
})
export type TrainingProgress = z.infer<typeof TrainingProgress>

export const RunMetrics = z.strictObject({ steps: z.array(StepReport), epochs: z.array(EpochReport) })
export type RunMetrics = z.infer<typeof RunMetrics>
