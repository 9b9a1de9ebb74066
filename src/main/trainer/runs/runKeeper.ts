import type { ErrorInfo } from '../../../shared/result'
import type { RunRecord } from '../../../shared/training/run'
import type { ProjectService } from '../../project/projectService'

/** Changes the record of a run in its project. */
export interface RunKeeper {
  /** Throws where the project cannot be written. */
  change(changes: Partial<RunRecord>): RunRecord
  /** The last word on a run that failed; what the disk does not take is answered all the same. */
  fail(error: ErrorInfo): RunRecord
}

export function keepRun(
  project: Pick<ProjectService, 'run' | 'putRun'>,
  record: RunRecord,
  onRecord: () => void,
): RunKeeper {
  let last = record
  const change = (changes: Partial<RunRecord>) => {
    last = { ...project.run(record.id), ...changes }
    project.putRun(last)
    onRecord()
    return last
  }
  return {
    change,
    fail(error) {
      const changes = { status: 'failed' as const, finishedAt: Date.now(), error }
      try {
        return change(changes)
      } catch {
        return { ...last, ...changes }
      }
    },
  }
}
