import type { ImageId } from '../../../../shared/ids'
import type { ReviewError } from '../../../../shared/review/schema'

/** An error with nothing particular about it. */
export function testError(change: Partial<ReviewError> = {}): ReviewError {
  const box = { x1: 0, y1: 0, x2: 10, y2: 10 }
  return {
    id: 'error',
    kind: 'fp',
    cause: 'background',
    place: 0,
    imageId: '0'.repeat(32) as ImageId,
    imagePath: 'a.png',
    classId: null,
    className: 'cell',
    score: 0.5,
    box,
    groundTruthId: null,
    groundTruth: null,
    iou: 0,
    hardness: 0.5,
    verdict: null,
    verdictAt: null,
    weight: null,
    isReached: false,
    ...change,
  }
}
