import { createEdit, type Edit, isEmptyEdit } from '../../shared/annotation/edit'
import type { BoxRecord, MarkRecord } from '../../shared/annotation/schema'
import type { ClassId, ImageId } from '../../shared/ids'
import { limits } from '../../shared/limits'
import { StudioError } from '../../shared/result'
import type { Detection, Verdict } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { acceptedBoxId, type ErrorSubject, errorIdOf, markIdOf } from './errorId'

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

function acceptedBox(
  project: RunProject,
  subject: Extract<ErrorSubject, { kind: 'fp' }>,
  createdAt: number,
): BoxRecord {
  const detection = detectionOf(project, subject)
  const classId = classOf(project, detection)
  if (classId === null) {
    throw new StudioError(
      'not-found',
      `The project has no class ${detection.className} any more.`,
      'Add the class again, or reject the detection.',
    )
  }
  const { x1, y1, x2, y2 } = asBox(project, subject.imageId, detection)
  return {
    id: acceptedBoxId(errorIdOf(subject)),
    imageId: subject.imageId,
    classId,
    x1,
    y1,
    x2,
    y2,
    difficult: false,
    occluded: false,
    truncated: false,
    crowd: false,
    source: 'accepted',
    createdAt,
    runId: subject.runId,
    reviewedAt: createdAt,
  }
}

function markOf(
  project: RunProject,
  subject: ErrorSubject,
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

function detectionOf(
  project: RunProject,
  { runId, imageId, place }: Extract<ErrorSubject, { kind: 'fp' }>,
): Detection {
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

/** The detection as a box: at least a pixel wide and high, even where it is cut by the picture's border. */
function asBox(project: RunProject, imageId: ImageId, { x1, y1, x2, y2 }: Detection) {
  const { width, height } = project.readImage(imageId).image
  const least = limits.minBoxPx
  const right = Math.min(Math.max(x2, x1 + least), width)
  const bottom = Math.min(Math.max(y2, y1 + least), height)
  return { x1: Math.min(x1, right - least), y1: Math.min(y1, bottom - least), x2: right, y2: bottom }
}

function gone(): StudioError {
  return new StudioError(
    'not-found',
    'This error is no longer there: its picture, label or prediction has changed.',
    'Reload the list.',
  )
}
