import { createEdit, type Edit, sameRecord, type TableEdit } from '../../shared/annotation/edit'
import type { BoxRecord, BoxXyxyPx, MarkRecord } from '../../shared/annotation/schema'
import type { ClassId, ImageId } from '../../shared/ids'
import { limits } from '../../shared/limits'
import { StudioError } from '../../shared/result'
import { type ErrorSubject, errorIdOf } from '../../shared/review/errorId'
import type { Detection, Mend, Verdict } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { acceptedBoxId, markIdOf } from './madeIds'
import { mendFor } from './mendFor'
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
  subject: ErrorSubject,
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

function newBox(project: RunProject, subject: FalsePositiveSubject, now: number): BoxRecord {
  const detection = detectionOf(project, subject)
  const classId = classOf(project, detection)
  if (classId === null) throw noClass(detection.className)
  return { ...acceptedBox(subject, now), ...asBox(project, subject.imageId, detection), classId }
}

type FalsePositiveSubject = Extract<ErrorSubject, { kind: 'fp' }>

/** All of an accepted box but its place and its class. */
function acceptedBox(
  subject: FalsePositiveSubject,
  now: number,
): Omit<BoxRecord, 'classId' | keyof BoxXyxyPx> {
  return {
    id: acceptedBoxId(errorIdOf(subject)),
    imageId: subject.imageId,
    difficult: false,
    occluded: false,
    truncated: false,
    crowd: false,
    source: 'accepted',
    createdAt: now,
    runId: subject.runId,
    reviewedAt: now,
  }
}

function markOf(project: RunProject, subject: ErrorSubject, createdAt: number): MarkRecord {
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

function detectionOf(project: RunProject, { runId, imageId, place }: FalsePositiveSubject): Detection {
  const detection = project.prediction(runId, imageId)?.detections[place]
  if (detection === undefined) throw gone()
  return detection
}

/** The detection's class as the project has it now: by id, or by name where it had none. */
function classOf(project: RunProject, { classId, className }: Detection): ClassId | null {
  const { classes } = project.summary()
  const found = classes.find(({ id }) => id === classId) ?? classes.find(({ name }) => name === className)
  return found?.id ?? null
}

/** A place on the picture: at least a pixel wide and high, even where it is cut by the picture's border. */
function asBox(project: RunProject, imageId: ImageId, { x1, y1, x2, y2 }: BoxXyxyPx): BoxXyxyPx {
  const { width, height } = project.readImage(imageId).image
  const least = limits.minBoxPx
  const right = Math.min(Math.max(x2, x1 + least), width)
  const bottom = Math.min(Math.max(y2, y1 + least), height)
  return {
    x1: Math.max(0, Math.min(x1, right - least)),
    y1: Math.max(0, Math.min(y1, bottom - least)),
    x2: right,
    y2: bottom,
  }
}

function noClass(name: string): StudioError {
  return new StudioError(
    'not-found',
    `The project has no class ${name} any more.`,
    'Add the class again, or reject the detection.',
  )
}

export function gone(): StudioError {
  return new StudioError(
    'not-found',
    'This error is no longer there: its picture, label or prediction has changed.',
    'Reload the list.',
  )
}
