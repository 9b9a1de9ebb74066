import type { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import type { RunRecord } from '../../shared/training/run'

/**
 * The run that a command line names: `latest` and `best` (by AP on validation) look at finished models only.
 * Throws `run-not-found`.
 */
export function runOf(
  project: { listRuns(): RunRecord[]; run(runId: RunId): RunRecord },
  name: string,
): RunRecord {
  if (name !== 'latest' && name !== 'best') return project.run(name as RunId)
  const ready = project.listRuns().filter((run) => run.reviewable)
  const first = ready[0]
  if (first === undefined) {
    throw new StudioError('run-not-found', 'The project has no finished run.', 'Train one first.')
  }
  const later = (a: RunRecord, b: RunRecord) => (b.startedAt > a.startedAt ? b : a)
  const better = (a: RunRecord, b: RunRecord) => ((b.val?.AP ?? -1) > (a.val?.AP ?? -1) ? b : a)
  return ready.slice(1).reduce(name === 'latest' ? later : better, first)
}
