import type { z } from 'zod'
import { type Edit, isEmptyEdit } from '../../shared/annotation/edit'
import type { ImageId, RunId } from '../../shared/ids'
import type { CommitAck } from '../../shared/ipc/edits'
import { StudioError } from '../../shared/result'
import { isSuspect, parseErrorId } from '../../shared/review/errorId'
import { type PackedQueue, packErrors } from '../../shared/review/packedErrors'
import type { Detection, ReviewQueue, RunView, VerdictReport } from '../../shared/review/schema'
import { ReviewQuery } from '../../shared/review/schema'
import { assertReviewable } from '../models/assertReviewable'
import type { RunProject } from '../models/runProject'
import { reviewQueue } from './reviewQueue'
import { standingEdit } from './standingEdit'
import { type Given, verdictEdit } from './verdictEdit'
import { verdictReport } from './verdictReport'

/** What a verdict did: when it was saved, and the edit it made, if it made one. */
export interface VerdictResult {
  ack: CommitAck
  edit: Edit | null
}

/** The errors of a run on a split, hardest first. Throws `run-not-found`, `run-not-finished`. */
export function queue(project: RunProject, query: z.input<typeof ReviewQuery>): ReviewQueue {
  const parsed = ReviewQuery.parse(query)
  assertReviewable(project.run(parsed.runId))
  const { errors, ...rest } = reviewQueue(project, parsed)
  const hardest = errors.sort((a, b) => b.hardness - a.hardness || (a.id < b.id ? -1 : 1))
  return { ...rest, errors: hardest }
}

/** The same in no order and packed, as it goes to the page. */
export function packedQueue(project: RunProject, query: ReviewQuery): PackedQueue {
  assertReviewable(project.run(query.runId))
  const { errors, ...rest } = reviewQueue(project, query)
  return { ...rest, errors: packErrors(errors) }
}

/** What became of the verdicts of earlier rounds in a run. Throws as `queue`. */
export function report(project: RunProject, view: RunView): VerdictReport {
  assertReviewable(project.run(view.runId))
  return verdictReport(project, view)
}

/** What a run sees on one picture, by falling score. */
export function detectionsOf(project: RunProject, runId: RunId, imageId: ImageId): Detection[] {
  assertReviewable(project.run(runId))
  return project.prediction(runId, imageId)?.detections ?? []
}

/**
 * Gives a verdict on an error of a run; with null, takes it back. Every verdict is one edit, even where it leaves the
 * picture as it is, so that undo takes it back too. Throws `not-found` where the error is gone.
 */
export function giveVerdict(
  project: RunProject,
  runId: RunId,
  errorId: string,
  given: Given,
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
  const { verdict } = given
  if (isSuspect(subject) && verdict !== null && standingEdit(project, runId, errorId) !== undefined) {
    giveVerdict(project, runId, errorId, { verdict: null }, now)
  }
  const edit = verdictEdit(project, subject, given, now)
  if (verdict !== null) return { ack: project.commit(edit, 'do', { runId, errorId, verdict }), edit }
  if (isEmptyEdit(edit)) {
    project.setVerdict(runId, errorId, null)
    return { ack: { revision: project.summary().revision, savedAt: now }, edit: null }
  }
  const ack = project.commit(edit, 'do')
  project.setVerdict(runId, errorId, null)
  return { ack, edit }
}
