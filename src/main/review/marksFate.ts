import { iou } from '../../shared/geometry/iou'
import type { RunId } from '../../shared/ids'
import type { MarkFate } from '../../shared/review/schema'
import { FOREGROUND_IOU } from '../detector/evaluate/errors'
import type { RunProject } from '../models/runProject'

/** What a run says at the places that were marked as hard negatives after earlier runs. */
export function marksFate(project: RunProject, runId: RunId, threshold: number): MarkFate[] {
  const classNames = new Map(project.summary().classes.map(({ id, name }) => [id, name]))
  const startedAt = project.run(runId).startedAt
  const fates: MarkFate[] = []
  for (const { imageId, detections } of project.listPredictions(runId)) {
    const { image, marks } = project.readImage(imageId)
    for (const mark of marks) {
      // A mark made on this run's own detection says nothing yet: this run has not learnt from it.
      if (mark.kind !== 'hard-negative' || mark.createdAt > startedAt) continue
      const there = detections.filter(
        (detection) =>
          (mark.classId === null || detection.classId === mark.classId) &&
          iou(detection, mark) >= FOREGROUND_IOU,
      )
      const scoreNow = there.length === 0 ? null : Math.max(...there.map(({ score }) => score))
      fates.push({
        markId: mark.id,
        imageId,
        imagePath: image.path,
        className: mark.classId === null ? 'any class' : (classNames.get(mark.classId) ?? 'a deleted class'),
        box: { x1: mark.x1, y1: mark.y1, x2: mark.x2, y2: mark.y2 },
        scoreBefore: mark.score,
        scoreNow,
        stillFires: scoreNow !== null && scoreNow >= threshold,
      })
    }
  }
  return fates.sort((a, b) => (b.scoreNow ?? -1) - (a.scoreNow ?? -1) || (a.markId < b.markId ? -1 : 1))
}
