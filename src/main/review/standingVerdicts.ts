import type { ImageId, RunId } from '../../shared/ids'
import { type ErrorSubject, parseErrorId } from '../../shared/review/errorId'
import type { Verdict } from '../../shared/review/schema'
import type { Drawn } from '../evaluation/splitScene'
import type { RunProject } from '../models/runProject'
import type { StoredVerdict } from '../store/projectStore'
import { acceptedBoxId, markIdOf } from './madeIds'

export interface StandingVerdict extends StoredVerdict {
  subject: ErrorSubject
  /** Of the hard negative that it made. */
  weight: number | null
}

/**
 * Verdicts of a run that still hold, on some pictures or on all. What a verdict made may since have been deleted or
 * undone in Label: it then holds no more, whatever was noted when it was given.
 */
export function standingVerdicts(
  project: RunProject,
  runId: RunId,
  drawnOn: (imageId: ImageId) => Drawn | undefined = (imageId) => project.readImage(imageId),
): Map<string, StandingVerdict> {
  const standing = new Map<string, StandingVerdict>()
  const held = new Map<ImageId, Drawn | undefined>()
  for (const stored of project.listVerdicts(runId)) {
    const subject = parseErrorId(stored.errorId)
    if (subject === null) continue
    const { imageId } = subject
    if (!held.has(imageId)) held.set(imageId, drawnOn(imageId))
    const drawn = held.get(imageId)
    if (drawn === undefined) continue
    const verdict = standsAs(stored, subject, drawn)
    if (verdict === null) continue
    const weight = drawn.marks.find(({ id }) => id === markIdOf(stored.errorId))?.weight ?? null
    standing.set(stored.errorId, { ...stored, verdict, subject, weight })
  }
  return standing
}

/** The verdict as what is on the picture bears it out; null where it does not. */
function standsAs(
  { errorId, verdict, isActive }: StoredVerdict,
  subject: ErrorSubject,
  { boxes, marks }: Drawn,
): Verdict | null {
  if ('boxId' in subject && !boxes.some(({ id }) => id === subject.boxId)) return null
  const mark = marks.find(({ id }) => id === markIdOf(errorId))
  const isAlone = !('boxId' in subject)
  const hasBox = isAlone && boxes.some(({ id }) => id === acceptedBoxId(errorId))
  // The undo of a changed mind brings back what the verdict before had made: that one stands again.
  if (!isActive) return mark?.kind ?? (hasBox ? 'accept' : null)
  if (verdict === 'hard-negative' || verdict === 'ignore') return mark === undefined ? null : verdict
  if (verdict === 'accept' && isAlone) return hasBox ? verdict : null
  return verdict
}
