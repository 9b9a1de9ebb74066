import { createEdit, type Edit, sameRecord } from '../../shared/annotation/edit'
import type { BoxRecord, MarkRecord } from '../../shared/annotation/schema'
import { StudioError } from '../../shared/result'
import { errorIdOf, type SuspectSubject } from '../../shared/review/errorId'
import type { Verdict } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { acceptedBoxId, markIdOf } from './madeIds'
import { standingEdit } from './standingEdit'
import { asBox, classOf, detectionOf, gone, newBox } from './subjectRecords'

const labels: Record<Exclude<Verdict, 'hard-negative' | 'mend'>, string> = {
  accept: 'Mend label',
  reject: 'Keep label',
  ignore: 'Ignore region',
}

/**
 * The one edit that a verdict on a doubted label makes: accept takes over what the model proposes, reject notes that a person
 * agrees with the label, ignore marks the region; null takes back what the verdict before did. Another verdict is only given
 * once the one before is taken back, so that the newest always knows the label as it was. The edit may be empty. Throws `not-found`, `invalid-input`, and `stale-edit` where a mended label was changed since.
 */
export function suspectVerdictEdit(
  project: RunProject,
  subject: SuspectSubject,
  verdict: Verdict | null,
  now: number,
): Edit {
  if (verdict === 'hard-negative' || verdict === 'mend') {
    throw new StudioError(
      'invalid-input',
      `A doubted label takes no verdict ${verdict}.`,
      'Accept what the model proposes, keep the label, or ignore the region.',
    )
  }
  return createEdit({
    label: verdict === null ? 'Take back verdict' : labels[verdict],
    boxes:
      'boxId' in subject
        ? { changed: changedLabel(project, subject, verdict, now) }
        : addedLabel(project, subject, verdict, now),
    marks: ignoreMark(project, subject, verdict, now),
  })
}

type LabelSubject = Extract<SuspectSubject, { boxId: unknown }>

function changedLabel(
  project: RunProject,
  subject: LabelSubject,
  verdict: Verdict | null,
  now: number,
): [BoxRecord, BoxRecord][] {
  const current = project.readImage(subject.imageId).boxes.find(({ id }) => id === subject.boxId)
  if (current === undefined) throw gone()
  const target = targetOf(project, subject, current, verdict, now)
  return sameRecord(current, target) ? [] : [[current, target]]
}

/** What the label is to be. Taking back puts the label that stood before the verdict in its place. */
function targetOf(
  project: RunProject,
  subject: LabelSubject,
  label: BoxRecord,
  verdict: Verdict | null,
  now: number,
): BoxRecord {
  if (verdict === 'accept') return mended(project, subject, label, now)
  if (verdict === 'reject') return { ...label, reviewedAt: now }
  const made = standingEdit(project, subject.runId, errorIdOf(subject))?.boxes.changed[0]
  if (verdict === 'ignore' || made === undefined) return label
  if (sameRecord(made[1], label)) return made[0]
  throw new StudioError('stale-edit', 'The label was changed after this verdict.', 'Edit it in Label.')
}

function mended(project: RunProject, subject: LabelSubject, label: BoxRecord, now: number): BoxRecord {
  const detection = detectionOf(project, subject)
  if (subject.kind === 'badly-placed') {
    const box = asBox(project, subject.imageId, detection)
    return { ...label, ...box, source: 'accepted', runId: subject.runId, reviewedAt: now }
  }
  const classId = classOf(project, detection)
  if (classId === null) throw gone()
  return { ...label, classId, reviewedAt: now }
}

function addedLabel(
  project: RunProject,
  subject: Extract<SuspectSubject, { kind: 'overlooked' }>,
  verdict: Verdict | null,
  now: number,
): { added: BoxRecord[]; removed: BoxRecord[] } {
  const id = acceptedBoxId(errorIdOf(subject))
  const there = project.readImage(subject.imageId).boxes.find((box) => box.id === id)
  if (verdict === 'accept') {
    return { added: there === undefined ? [newBox(project, subject, now)] : [], removed: [] }
  }
  return { added: [], removed: there === undefined ? [] : [there] }
}

function ignoreMark(
  project: RunProject,
  subject: SuspectSubject,
  verdict: Verdict | null,
  createdAt: number,
): { added: MarkRecord[]; removed: MarkRecord[] } {
  const id = markIdOf(errorIdOf(subject))
  const { boxes, marks } = project.readImage(subject.imageId)
  const there = marks.find((mark) => mark.id === id)
  if (verdict !== 'ignore') return { added: [], removed: there === undefined ? [] : [there] }
  if (there !== undefined) return { added: [], removed: [] }
  const detection = detectionOf(project, subject)
  const label = 'boxId' in subject ? boxes.find((box) => box.id === subject.boxId) : undefined
  const { x1, y1, x2, y2 } = label ?? asBox(project, subject.imageId, detection)
  const mark: MarkRecord = {
    id,
    imageId: subject.imageId,
    kind: 'ignore',
    classId: label?.classId ?? classOf(project, detection),
    x1,
    y1,
    x2,
    y2,
    runId: subject.runId,
    score: detection.score,
    weight: null,
    createdAt,
  }
  return { added: [mark], removed: [] }
}
