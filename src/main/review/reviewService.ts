import type { z } from 'zod'
import type { Edit } from '../../shared/annotation/edit'
import type { ImageId, RunId } from '../../shared/ids'
import type { CommitAck } from '../../shared/ipc/edits'
import { StudioError } from '../../shared/result'
import type { Detection, ReviewQueue, Verdict } from '../../shared/review/schema'
import { ReviewQuery } from '../../shared/review/schema'
import { assertReviewable } from '../models/assertReviewable'
import type { RunProject } from '../models/runProject'
import { isSuspect, parseErrorId } from './errorId'
import { reviewQueue } from './reviewQueue'
import { verdictEdit } from './verdictEdit'

/** What a verdict did: when it was saved, and the edit it made, if it made one. */
export interface VerdictResult {
  ack: CommitAck
  edit: Edit | null
}

/** The errors of a run on a split. Throws `run-not-found`, `run-not-finished`. */
export function queue(project: RunProject, query: z.input<typeof ReviewQuery>): ReviewQueue {
  const parsed = ReviewQuery.parse(query)
  assertReviewable(project.run(parsed.runId))
  return reviewQueue(project, parsed)
}

/** What a run sees on one picture, by falling score. */
export function detectionsOf(project: RunProject, runId: RunId, imageId: ImageId): Detection[] {
  assertReviewable(project.run(runId))
  return project.prediction(runId, imageId)?.detections ?? []
}

/**
 * Gives a verdict on an error of a run; with null, takes it back. What changes on the picture is one edit, which
 * undo takes back too. Throws `not-found` where the error is gone.
 */
export function giveVerdict(
  project: RunProject,
  runId: RunId,
  errorId: string,
  verdict: Verdict | null,
  now: number,
): VerdictResult {
  const subject = parseErrorId(errorId)
  if (subject === null || subject.runId !== runId) {
    throw new StudioError(
      'not-found',
      `${runId} has no error ${errorId}.`,
      'List the errors of the run again.',
    )
  }
  assertReviewable(project.run(runId))
  if (isSuspect(subject) && verdict !== null && project.listVerdictEdits(runId).has(errorId)) {
    giveVerdict(project, runId, errorId, null, now)
  }
  const edit = verdictEdit(project, subject, verdict, now)
  if (edit === null) {
    project.setVerdict(runId, errorId, verdict)
    return { ack: { revision: project.summary().revision, savedAt: now }, edit: null }
  }
  if (verdict !== null) return { ack: project.commit(edit, 'do', { runId, errorId, verdict }), edit }
  const ack = project.commit(edit, 'do')
  project.setVerdict(runId, errorId, null)
  return { ack, edit }
}
