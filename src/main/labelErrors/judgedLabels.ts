import { sameRecord } from '../../shared/annotation/edit'
import type { BoxRecord, BoxXyxyPx, ImageRow, MarkRecord } from '../../shared/annotation/schema'
import { area, intersectionArea } from '../../shared/geometry/box'
import type { RunId } from '../../shared/ids'
import { isSuspect, parseErrorId } from '../../shared/review/errorId'
import type { Detection } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { acceptedBoxId, markIdOf } from '../review/madeIds'

/** A picture's labels as they were before this run's verdicts, and what the run sees on it. */
export interface LabelledPicture {
  row: ImageRow
  labels: BoxRecord[]
  /** With their places in the stored predictions. */
  detections: { detection: Detection; place: number }[]
}

/** Fainter predictions neither speak for a label nor against it. */
const LEAST_SCORE = 0.05

/**
 * Pictures of a run that may be judged, in order of their paths. What verdicts on the run's suspects changed is taken back here, so that a
 * list of them stays as it was while it is gone through. Places that a person has marked are not looked at again.
 */
export function judgedLabels(
  project: RunProject,
  runId: RunId,
  rows: readonly ImageRow[],
): LabelledPicture[] {
  const edits = project.listVerdictEdits(runId)
  const verdicts = project.listVerdicts(runId).filter(({ errorId, isActive }) => {
    const subject = parseErrorId(errorId)
    return isActive && subject !== null && isSuspect(subject)
  })
  const made = new Set<string>(verdicts.map(({ errorId }) => acceptedBoxId(errorId)))
  const ownMarks = new Set<string>(verdicts.map(({ errorId }) => markIdOf(errorId)))
  const before = new Map<string, [BoxRecord, BoxRecord]>()
  for (const { errorId } of verdicts) {
    for (const pair of edits.get(errorId)?.boxes.changed ?? []) before.set(pair[1].id, pair)
  }
  const predictions = new Map(
    project.listPredictions(runId).map((found) => [found.imageId, found.detections]),
  )
  return rows
    .filter(({ id }) => predictions.has(id))
    .map((row) => {
      const { boxes, marks } = project.readImage(row.id)
      const others = marks.filter(({ id }) => !ownMarks.has(id))
      return {
        row,
        labels: boxes
          .filter(({ id }) => !made.has(id))
          .map((box) => {
            const pair = before.get(box.id)
            return pair !== undefined && sameRecord(pair[1], box) ? pair[0] : box
          }),
        detections: (predictions.get(row.id) ?? [])
          .map((detection, place) => ({ detection, place }))
          .filter(({ detection }) => detection.score >= LEAST_SCORE && !isSettled(detection, others)),
      }
    })
}

/** A person has said of this place that it is no object, or that it is to be looked away from. */
function isSettled(detection: Detection, marks: readonly MarkRecord[]): boolean {
  return marks.some(
    (mark) =>
      (mark.classId === null || mark.classId === detection.classId) && shareInside(detection, mark) >= 0.5,
  )
}

function shareInside(box: BoxXyxyPx, region: BoxXyxyPx): number {
  return intersectionArea(box, region) / Math.max(1e-9, area(box))
}
