import type { z } from 'zod'
import type { Split } from '../../shared/annotation/schema'
import type { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import type { EvaluationReport } from '../../shared/training/metrics'
import { predictRun } from '../models/predictRun'
import { ensureRunModel } from '../models/runModelFolder'
import type { RunProject } from '../models/runProject'
import { EvaluationSettings, judgeSplit, numLabelled, picturesGone } from './judgeSplit'
import { judgeable } from './splitScene'

export interface EvaluateOptions {
  createdBy: string
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/**
 * Figures of a run on a split, from the exported model in ONNX Runtime. Pictures that have no prediction yet, or have
 * changed since, are predicted first; a run of predictions alone is judged on the pictures it has some for. `which`: a run's id, `latest` or `best`. Throws `run-not-found`, `run-not-finished`, `invalid-input` where the split is empty, `image-missing` where none of its pictures is there.
 */
export async function evaluate(
  project: RunProject,
  which: string,
  settings: z.input<typeof EvaluationSettings>,
  options: EvaluateOptions,
): Promise<EvaluationReport> {
  const parsed = EvaluationSettings.parse(settings)
  return judgeSplit(project, await predictSplit(project, which, parsed.split, options), parsed)
}

/** The first half of `evaluate`: every picture of the split gets its prediction; answers the run's id. */
export async function predictSplit(
  project: RunProject,
  which: string,
  split: Split,
  options: EvaluateOptions,
): Promise<RunId> {
  const { id: runId, origin } = project.run(which)
  const rows = judgeable(project.listImages(), split)
  const wanted = numLabelled(project, split)
  if (rows.length === 0 && wanted > 0) throw picturesGone(wanted, split)
  if (rows.length === 0) {
    throw new StudioError(
      'invalid-input',
      `No labelled picture is in the ${split} split.`,
      'Deal the pictures into splits again, or evaluate another split.',
    )
  }
  if (origin === 'trained') {
    await ensureRunModel(project, runId, options.createdBy)
    await predictRun(project, runId, rows, options)
  } else if (rows.every(({ id }) => project.prediction(runId, id) === undefined)) {
    throw new StudioError(
      'invalid-input',
      `${runId} has no predictions on the ${split} pictures, and no model to make them with.`,
      'Evaluate a split that it has predictions for, or import more of them.',
    )
  }
  return runId
}
