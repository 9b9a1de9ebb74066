import { z } from 'zod'
import { RunId } from '../ids'
import { TrainConfig } from '../training/config'
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
  'training.rename': call(
    z.strictObject({ runId: RunId, name: z.string().trim().min(1).max(200) }),
    RunRecord,
  ),
  'training.delete': call(run, nothing),
  'training.progress': push(TrainingProgress),
} as const
