import { z } from 'zod'
import { Split } from '../../shared/annotation/schema'
import type { RunId } from '../../shared/ids'
import type { EvaluationReport } from '../../shared/training/metrics'
import type { RunProject } from '../models/runProject'
import { evaluationReport } from './report'
import { splitScene } from './splitScene'

/** What may be set for an evaluation; unknown settings are refused. */
export const EvaluationSettings = z.strictObject({
  split: Split.default('test'),
  /** Detections that score less are left out; the stored ones begin at 0.01. */
  minScore: z.number().min(0).max(1).default(0),
  /** Best detections kept of each picture, over all classes. */
  maxDetections: z.number().int().min(1).default(100),
})
export type EvaluationSettings = z.infer<typeof EvaluationSettings>

/** The figures of a split from the predictions that are stored: the second half of `evaluate`. */
export function judgeSplit(
  project: RunProject,
  runId: RunId,
  settings: z.input<typeof EvaluationSettings>,
): EvaluationReport {
  const { split, minScore, maxDetections } = EvaluationSettings.parse(settings)
  return evaluationReport(split, splitScene(project, runId, split, { minScore, maxDetections }))
}
