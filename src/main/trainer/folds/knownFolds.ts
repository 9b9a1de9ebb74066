import type { FoldsRequest } from '../../../shared/labels/schema'
import type { RunRecord } from '../../../shared/training/run'
import { diffSettings } from '../../../shared/training/settings'
import type { ProjectService } from '../../project/projectService'
import { readFolds } from './foldsFile'

/** The newest k-fold run of exactly this request on the labels as they are now, done or to be gone on with; null: none. */
export async function findKnownFolds(
  project: ProjectService,
  request: FoldsRequest,
): Promise<RunRecord | null> {
  const { revision } = project.summary()
  const same = project
    .listRuns()
    .filter(
      ({ origin, status, deletedAt, config, revision: seen }) =>
        origin === 'folds' &&
        deletedAt === null &&
        seen === revision &&
        status !== 'stopped' &&
        diffSettings(config, request.config).length === 0,
    )
  for (const run of same.reverse()) {
    const file = await readFolds(project.runFolder(run.id)).catch(() => null)
    if (file?.folds.length === request.k && file.includeTest === request.includeTest) return run
  }
  return null
}
