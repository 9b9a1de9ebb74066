import { z } from 'zod'
import { Split } from '../../shared/annotation/schema'
import type { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
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

/** The figures of a split from the predictions that are stored: the second half of `evaluate`. Throws `image-missing`. */
export function judgeSplit(
  project: RunProject,
  runId: RunId,
  settings: z.input<typeof EvaluationSettings>,
): EvaluationReport {
  const { split, minScore, maxDetections } = EvaluationSettings.parse(settings)
  const scene = splitScene(project, runId, split, { minScore, maxDetections })
  const wanted = numLabelled(project, split)
  if (scene.images.length === 0 && wanted > 0) throw picturesGone(wanted, split)
  return { ...evaluationReport(split, scene), notJudged: wanted - scene.images.length }
}

/** Pictures of a split that a person has labelled or found empty, wherever their files are. */
export function numLabelled(project: RunProject, split: Split): number {
  return project.listImages().filter((row) => row.split === split && row.state !== 'unlabelled').length
}

export function picturesGone(count: number, split: Split): StudioError {
  return new StudioError(
    'image-missing',
    `None of the ${count} labelled ${split} pictures could be judged: their files are gone, or cannot be read.`,
    'Show the studio where the folder lies now, or look for the pictures again.',
  )
}
