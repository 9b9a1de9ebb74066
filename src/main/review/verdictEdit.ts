import { createEdit, type Edit, sameRecord, type TableEdit } from '../../shared/annotation/edit'
import type { BoxRecord, MarkRecord } from '../../shared/annotation/schema'
import { StudioError } from '../../shared/result'
import { type ErrorSubject, errorIdOf, isSuspect, type MistakeSubject } from '../../shared/review/errorId'
import type { Mend, Verdict } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { acceptedBoxId, markIdOf } from './madeIds'
import { mendFor } from './mendFor'
import { acceptedBox, asBox, classOf, detectionOf, gone, newBox, noClass } from './subjectRecords'
import { suspectVerdictEdit } from './suspectVerdictEdit'
import { withoutVerdict } from './withoutVerdict'

const labels: Record<Verdict, string> = {
  accept: 'Accept as label',
  reject: 'Reject',
  'hard-negative': 'Mark hard negative',
  ignore: 'Ignore region',
  mend: 'Mend label',
}

/** A verdict with what it may carry. */
export interface Given {
  verdict: Verdict | null
  /** Of a hard negative; null: that of the settings. */
  weight?: number | null | undefined
  /** What to mend; absent: what the error itself calls for. */
  mend?: Mend | undefined
}

/**
 * The one edit that a verdict makes: away with what an earlier verdict on the same error made, in with what this one
 * makes. It may be empty. Throws `not-found` where the error's picture, box or class is gone, `invalid-input` where the
 * verdict makes no sense.
 */
export function verdictEdit(project: RunProject, subject: ErrorSubject, given: Given, now: number): Edit {
  const { verdict } = given
  if (isSuspect(subject)) return suspectVerdictEdit(project, subject, verdict, now)
  if (subject.kind === 'fn' && verdict === 'hard-negative') {
    throw new StudioError(
      'invalid-input',
      'A missed object cannot be a hard negative.',
      'Accept the label, reject it, or ignore the region.',
    )
  }
  const errorId = errorIdOf(subject)
  const { boxes, marks } = project.readImage(subject.imageId)
  const stored = project.listVerdicts(subject.runId).find((one) => one.errorId === errorId && one.isActive)
  const base = withoutVerdict(project, errorId, stored, { boxes, marks })
  const after = {
    boxes: new Map(base.boxes.map((box) => [box.id, box])),
    marks: new Map(base.marks.map((mark) => [mark.id, mark])),
  }
  const put = (box: BoxRecord) => after.boxes.set(box.id, box)
  const oldMark = marks.find(({ id }) => id === markIdOf(errorId))
  const oldBox = boxes.find(({ id }) => id === acceptedBoxId(errorId))
  switch (verdict) {
    case 'accept':
      if (subject.kind === 'fn') put({ ...labelOf(base.boxes, subject.boxId), reviewedAt: now })
      // Accepted again, it stays as it was moved since.
      else put(oldBox !== undefined && stored?.verdict === 'accept' ? oldBox : newBox(project, subject, now))
      break
    case 'mend':
      put(mended(project, subject, base.boxes, given.mend ?? mendFor(project, subject), now))
      break
    case 'hard-negative':
    case 'ignore': {
      const weight = verdict === 'ignore' ? null : (given.weight ?? null)
      const mark = oldMark ?? markOf(project, subject, now)
      after.marks.set(mark.id, { ...mark, kind: verdict, weight })
      break
    }
  }
  return createEdit({
    label: verdict === null ? 'Take back verdict' : labels[verdict],
    boxes: difference(boxes, after.boxes),
    marks: difference(marks, after.marks),
  })
}

function difference<T extends { id: string }>(
  before: readonly T[],
  after: ReadonlyMap<string, T>,
): TableEdit<T> {
  const known = new Set<string>(before.map(({ id }) => id))
  return {
    removed: before.filter(({ id }) => !after.has(id)),
    added: [...after.values()].filter(({ id }) => !known.has(id)),
    changed: before.flatMap((record): [T, T][] => {
      const now = after.get(record.id)
      return now === undefined || sameRecord(record, now) ? [] : [[record, now]]
    }),
  }
}

function mended(
  project: RunProject,
  subject: MistakeSubject,
  boxes: readonly BoxRecord[],
  { boxId, box, classId }: Mend,
  now: number,
): BoxRecord {
  if (!project.summary().classes.some(({ id }) => id === classId)) throw noClass(classId)
  const place = asBox(project, subject.imageId, box)
  if (boxId !== null) return { ...labelOf(boxes, boxId), ...place, classId, reviewedAt: now }
  if (subject.kind === 'fn') {
    throw new StudioError('invalid-input', 'A miss has a label already.', 'Mend that label.')
  }
  return { ...acceptedBox(subject, now), ...place, classId }
}

function markOf(project: RunProject, subject: MistakeSubject, createdAt: number): MarkRecord {
  const base = {
    id: markIdOf(errorIdOf(subject)),
    imageId: subject.imageId,
    kind: 'ignore' as const,
    runId: subject.runId,
    createdAt,
    weight: null,
  }
  if (subject.kind === 'fp') {
    const detection = detectionOf(project, subject)
    const place = asBox(project, subject.imageId, detection)
    return { ...base, classId: classOf(project, detection), ...place, score: detection.score }
  }
  const { classId, x1, y1, x2, y2 } = labelOf(project.readImage(subject.imageId).boxes, subject.boxId)
  return { ...base, classId, x1, y1, x2, y2, score: null }
}

function labelOf(boxes: readonly BoxRecord[], boxId: string): BoxRecord {
  const box = boxes.find(({ id }) => id === boxId)
  if (box === undefined) throw gone()
  return box
}
