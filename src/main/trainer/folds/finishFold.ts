import type { ImageId, RunId } from '../../../shared/ids'
import type { FinishOptions } from '../../models/finishRun'
import { predictRun } from '../../models/predictRun'
import { ensureRunModel } from '../../models/runModelFolder'
import type { RunProject } from '../../models/runProject'

/** Writes the model of a fold, proves it, and predicts the pictures that it has not seen as predictions of the whole run. */
export async function finishFold(
  project: RunProject,
  runId: RunId,
  fold: { folder: string; held: readonly ImageId[] },
  options: FinishOptions,
): Promise<void> {
  // The same project, but for where this model lies.
  const view: RunProject = Object.create(project, { runFolder: { value: () => fold.folder } })
  await ensureRunModel(view, runId, options.createdBy)
  const isHeld = new Set(fold.held)
  await predictRun(
    view,
    runId,
    project.listImages().filter(({ id }) => isHeld.has(id)),
    options,
  )
}
