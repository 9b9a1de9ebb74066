import { z } from 'zod'
import { Split } from '../../shared/annotation/schema'
import { StudioError } from '../../shared/result'
import type { EvaluationReport } from '../../shared/training/metrics'
import { predictRun } from '../models/predictRun'
import { ensureRunModel } from '../models/runModelFolder'
import type { RunProject } from '../models/runProject'
import { evaluationReport } from './report'
import { judgeable, splitScene } from './splitScene'

/** What may be set for an evaluation; unknown settings are refused. */
export const EvaluationSettings = z.strictObject({
  split: Split.default('test'),
  /** Detections that score less are left out; the stored ones begin at 0.01. */
  minScore: z.number().min(0).max(1).default(0),
  /** Best detections kept of each picture, over all classes. */
  maxDetections: z.number().int().min(1).default(100),
})
export type EvaluationSettings = z.infer<typeof EvaluationSettings>

export interface EvaluateOptions {
  createdBy: string
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/**
 * Figures of a run on a split, from the exported model in ONNX Runtime. Pictures that have no prediction yet, or have
 * changed since, are predicted first. `which`: a run's id, `latest` or `best`. Throws `run-not-found`, `run-not-finished`, `invalid-input` where the split is empty.
 */
export async function evaluate(
  project: RunProject,
  which: string,
  settings: z.input<typeof EvaluationSettings>,
  options: EvaluateOptions,
): Promise<EvaluationReport> {
  const { split, minScore, maxDetections } = EvaluationSettings.parse(settings)
  const { id: runId, origin } = project.run(which)
  const rows = judgeable(project.listImages(), split)
  if (rows.length === 0) {
    throw new StudioError(
      'invalid-input',
      `No labelled picture is in the ${split} split.`,
      'Deal the pictures into splits again, or evaluate another split.',
    )
  }
  // Other runs have no model of their own: their predictions are all there will be.
  if (origin === 'trained') {
    await ensureRunModel(project, runId, options.createdBy)
    await predictRun(project, runId, rows, options)
  }
  return evaluationReport(split, splitScene(project, runId, split, { minScore, maxDetections }))
}
