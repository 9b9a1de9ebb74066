import type { Edit } from '../../shared/annotation/edit'
import type { RunId } from '../../shared/ids'
import type { RunProject } from '../models/runProject'

/** The edit that the standing verdict on an error made; undefined where there is none. */
export function standingEdit(
  project: Pick<RunProject, 'listVerdicts' | 'editOf'>,
  runId: RunId,
  errorId: string,
): Edit | undefined {
  const stored = project.listVerdicts(runId).find((one) => one.errorId === errorId && one.isActive)
  return stored === undefined || stored.revision === null ? undefined : project.editOf(stored.revision)
}
