import { StudioError } from '../../shared/result'
import type { RunRecord } from '../../shared/training/run'

/** Throws `run-not-finished` where a run has made no predictions yet. */
export function assertReviewable({ id, reviewable }: Pick<RunRecord, 'id' | 'reviewable'>): void {
  if (reviewable) return
  throw new StudioError(
    'run-not-finished',
    `${id} has no predictions yet.`,
    'Let the run finish; its predictions are made right after training.',
  )
}
