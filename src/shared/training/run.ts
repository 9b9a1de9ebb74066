import { z } from 'zod'
import { Calibration, ChosenThresholds } from '../evaluation/chosen'
import { RunId } from '../ids'
import { errorCodes } from '../result'
import { Preset, TrainConfig } from './config/index'
import { CocoFigures, EpochReport, StepReport } from './metrics'
import { Mend, TrainingProblem } from './problem'
import { Backend, TrainSummary } from './protocol'

export { Mend, SettingChange, TrainingProblem } from './problem'

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
  /** trained here; imported: another detector's predictions; folds: out-of-fold predictions of a k-fold run. */
  origin: z.enum(['trained', 'imported', 'folds']).default('trained'),
  /** Score thresholds that the person chose for it; null: the best F1 on the validation pictures. */
  thresholds: ChosenThresholds.nullable().default(null),
  /** The temperature of its scores, where the person kept it. */
  calibration: Calibration.nullable().default(null),
  /** What the person wrote about it. */
  notes: z.string().max(10_000).default(''),
  starred: z.boolean().default(false),
  /** Deleted then, and still to be had back until the project is closed; null: there. */
  deletedAt: z.number().int().nullable().default(null),
  error: z
    .strictObject({ code: z.enum(errorCodes), message: z.string(), hint: z.string().optional() })
    .nullable(),
})
export type RunRecord = z.infer<typeof RunRecord>

/** A run's figures on the validation pictures: of the exported model, or of the last epoch until there is one. */
export const validationFigures = ({ val, summary }: RunRecord): CocoFigures | null =>
  val ?? summary?.val ?? null
/** A run to be made: its id is given to it, its name too where it has none. */
export type NewRun = Omit<z.input<typeof RunRecord>, 'id' | 'name'> & { name?: string }

/** An automatic choice in words, and the setting that changes it. */
export const PlanChoice = z.strictObject({ text: z.string(), path: z.string().nullable() })
export type PlanChoice = z.infer<typeof PlanChoice>

/** How well the anchors fit the labelled boxes: best IoU at 0.5 or above, by size. */
export const AnchorCoverage = z.strictObject({
  /** Share of all boxes that some anchor covers. */
  share: z.number(),
  /** Sizes (root of the area, px of the network's input), rising; the last one has no upper end. */
  bins: z.array(
    z.strictObject({ fromPx: z.number(), toPx: z.number().nullable(), boxes: count, covered: count }),
  ),
  /** What would cover more; null where nothing better is known. */
  mend: Mend.nullable(),
})
export type AnchorCoverage = z.infer<typeof AnchorCoverage>

/** A class as the loss will see it. */
export const PlannedClass = z.strictObject({
  name: z.string(),
  boxes: count,
  images: count,
  /** Its weight in the loss under the chosen settings. */
  weight: z.number(),
})
export type PlannedClass = z.infer<typeof PlannedClass>

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
  choices: z.array(PlanChoice),
  problems: z.array(TrainingProblem),
  /** null where there is nothing to train on yet. */
  coverage: AnchorCoverage.nullable(),
  classes: z.array(PlannedClass),
  /** Boxes outside of `loss.sizeRange`: ignored. */
  numOutOfRange: count,
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
  /** What the doctor found while it runs. */
  problems: z.array(TrainingProblem),
})
export type TrainingProgress = z.infer<typeof TrainingProgress>

export const RunMetrics = z.strictObject({ steps: z.array(StepReport), epochs: z.array(EpochReport) })
export type RunMetrics = z.infer<typeof RunMetrics>
