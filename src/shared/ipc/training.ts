import { z } from 'zod'
import { ImageId, RunId } from '../ids'
import { TrainConfig } from '../training/config/index'
import { LossMap, LossProfile } from '../training/lossProfile'
import { AugmentedView } from '../training/preview'
import { RunMetrics, RunRecord, TrainingPlan, TrainingProgress } from '../training/run'
import { call, push } from './define'

const nothing = z.strictObject({})
const run = z.strictObject({ runId: RunId })

export const trainingContract = {
  /** What pressing Train with this config would do. */
  'training.plan': call(z.strictObject({ config: TrainConfig }), TrainingPlan),
  'training.start': call(z.strictObject({ config: TrainConfig }), run),
  'training.pause': call(run, nothing),
  'training.resume': call(run, nothing),
  /** Finish the step, keep the best model so far. */
  'training.stop': call(run, nothing),
  /** The run in progress, null where there is none. */
  'training.current': call(nothing, TrainingProgress.nullable()),
  'training.runs': call(nothing, z.array(RunRecord)),
  'training.metrics': call(run, RunMetrics),
  /** Of a finished run; null where its training left none. */
  'training.lossProfile': call(run, LossProfile.nullable()),
  /** Where on a validation picture the loss of a finished run looks; null where its training left none. */
  'training.lossMap': call(z.strictObject({ runId: RunId, imageId: ImageId }), LossMap.nullable()),
  /** Training pictures as these settings would show them, `seed` for another deal. */
  'training.previewAugmentation': call(
    z.strictObject({ config: TrainConfig, count: z.number().int().min(1).max(12), seed: z.number().int() }),
    z.array(AugmentedView),
  ),
  /** Writes settings to a file that the person chooses; null where the dialog was left. */
  'training.exportSettings': call(
    z.strictObject({ config: TrainConfig }),
    z.strictObject({ file: z.string() }).nullable(),
  ),
  /** Reads settings from a file that the person chooses; null where the dialog was left. */
  'training.importSettings': call(nothing, TrainConfig.nullable()),
  /** Changes what a person says of a run: its name, notes, star. */
  'training.describe': call(
    run.extend({
      name: z.string().trim().min(1).max(200).optional(),
      notes: RunRecord.shape.notes.unwrap().optional(),
      starred: z.boolean().optional(),
    }),
    RunRecord,
  ),
  /** Out of sight at once, gone for good when the project is closed. */
  'training.delete': call(run, nothing),
  'training.restore': call(run, RunRecord),
  'training.progress': push(TrainingProgress),
} as const
