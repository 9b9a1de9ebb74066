import { drawnBox } from '../../shared/annotation/drawnBox'
import type { BoxRecord, BoxXyxyPx } from '../../shared/annotation/schema'
import type { ClassId, ImageId } from '../../shared/ids'
import { limits } from '../../shared/limits'
import { StudioError } from '../../shared/result'
import { type ErrorSubject, errorIdOf } from '../../shared/review/errorId'
import type { Detection } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { classLookup } from '../project/classLookup'
import { acceptedBoxId } from './madeIds'

/** An error that is about a detection alone. */
type DetectionSubject = Extract<ErrorSubject, { kind: 'fp' | 'overlooked' }>

/** The box that accepting a detection makes. Throws `not-found` where its class is gone. */
export function newBox(project: RunProject, subject: DetectionSubject, now: number): BoxRecord {
  const detection = detectionOf(project, subject)
  const classId = classOf(project, detection)
  if (classId === null) throw noClass(detection.className)
  return { ...acceptedBox(subject, now), ...asBox(project, subject.imageId, detection), classId }
}

/** All of an accepted box but its place and its class. */
export function acceptedBox(
  subject: DetectionSubject,
  now: number,
): Omit<BoxRecord, 'classId' | keyof BoxXyxyPx> {
  return {
    id: acceptedBoxId(errorIdOf(subject)),
    imageId: subject.imageId,
    ...drawnBox,
    source: 'accepted',
    createdAt: now,
    runId: subject.runId,
    reviewedAt: now,
  }
}

/** The stored prediction that an error is about. Throws `not-found` where it is gone. */
export function detectionOf(
  project: RunProject,
  { runId, imageId, place }: Pick<DetectionSubject, 'runId' | 'imageId' | 'place'>,
): Detection {
  const detection = project.prediction(runId, imageId)?.detections[place]
  if (detection === undefined) throw gone()
  return detection
}

/** The detection's class as the project has it now: by id, or by name where it had none. */
export function classOf(project: RunProject, { classId, className }: Detection): ClassId | null {
  return classLookup(project)(className, classId)
}

/** A place on the picture: at least a pixel wide and high, even where it is cut by the picture's border. */
export function asBox(project: RunProject, imageId: ImageId, { x1, y1, x2, y2 }: BoxXyxyPx): BoxXyxyPx {
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

export function noClass(name: string): StudioError {
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
