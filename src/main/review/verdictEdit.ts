import { createEdit, type Edit, isEmptyEdit } from '../../shared/annotation/edit'
import type { MarkRecord } from '../../shared/annotation/schema'
import { StudioError } from '../../shared/result'
import type { Verdict } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import {
  acceptedBoxId,
  type ErrorSubject,
  errorIdOf,
  isSuspect,
  markIdOf,
  type SuspectSubject,
} from './errorId'
import { acceptedBox, asBox, classOf, detectionOf, gone } from './subjectRecords'
import { suspectVerdictEdit } from './suspectVerdictEdit'

const labels: Record<Verdict, string> = {
  accept: 'Accept detection as label',
  reject: 'Reject detection',
  'hard-negative': 'Mark hard negative',
  ignore: 'Ignore region',
}

/**
 * The one edit that a verdict makes: away with what an earlier verdict on the same error made, in with what this one
 * makes. null where nothing changes on the picture. Throws `not-found` where the error's picture, box or class is
 * gone, `invalid-input` where the verdict makes no sense.
 */
export function verdictEdit(
  project: RunProject,
  subject: ErrorSubject,
  verdict: Verdict | null,
  now: number,
): Edit | null {
  if (isSuspect(subject)) return suspectVerdictEdit(project, subject, verdict, now)
  const errorId = errorIdOf(subject)
  const { boxes, marks } = project.readImage(subject.imageId)
  const isMark = verdict === 'hard-negative' || verdict === 'ignore'
  if (subject.kind === 'fn' && verdict === 'hard-negative') {
    throw new StudioError(
      'invalid-input',
      'A missed object cannot be a hard negative.',
      'Accept the label, reject it, or ignore the region.',
    )
  }
  const oldBox = subject.kind === 'fp' ? boxes.find(({ id }) => id === acceptedBoxId(errorId)) : undefined
  const oldMark = marks.find(({ id }) => id === markIdOf(errorId))
  const keepsBox = verdict === 'accept' && oldBox !== undefined
  const keepsMark = isMark && oldMark?.kind === verdict
  const edit = createEdit({
    label: verdict === null ? 'Take back verdict' : labels[verdict],
    boxes: {
      removed: oldBox !== undefined && !keepsBox ? [oldBox] : [],
      added:
        verdict === 'accept' && subject.kind === 'fp' && !keepsBox
          ? [acceptedBox(project, subject, now)]
          : [],
    },
    marks: {
      removed: oldMark !== undefined && !keepsMark && !isMark ? [oldMark] : [],
      added: isMark && oldMark === undefined ? [markOf(project, subject, verdict, now)] : [],
      changed:
        isMark && oldMark !== undefined && !keepsMark ? [[oldMark, { ...oldMark, kind: verdict }]] : [],
    },
  })
  return isEmptyEdit(edit) ? null : edit
}

function markOf(
  project: RunProject,
  subject: Exclude<ErrorSubject, SuspectSubject>,
  kind: MarkRecord['kind'],
  createdAt: number,
): MarkRecord {
  const base = {
    id: markIdOf(errorIdOf(subject)),
    imageId: subject.imageId,
    kind,
    runId: subject.runId,
    createdAt,
    weight: null,
  }
  if (subject.kind === 'fp') {
    const detection = detectionOf(project, subject)
    const { x1, y1, x2, y2 } = asBox(project, subject.imageId, detection)
    return { ...base, classId: classOf(project, detection), x1, y1, x2, y2, score: detection.score }
  }
  const box = project.readImage(subject.imageId).boxes.find(({ id }) => id === subject.boxId)
  if (box === undefined) throw gone()
  const { classId, x1, y1, x2, y2 } = box
  return { ...base, classId, x1, y1, x2, y2, score: null }
}
