import type { TrainConfig } from '../../../shared/training/config/index'
import { sideAtInput } from './boxSample'
import type { PlanImage, PlannedView } from './types'

/** Boxes to learn from whose side at the input lies outside of `loss.sizeRange`: they are ignored, never background. */
export function countOutOfRange(
  images: readonly PlanImage[],
  view: PlannedView,
  { loss }: Pick<TrainConfig, 'loss'>,
): number {
  const { minPx, maxPx } = loss.sizeRange
  if (minPx === 0 && maxPx === null) return 0
  let count = 0
  for (const { boxes, width: pictureWidth, height: pictureHeight, split } of images) {
    if (split !== 'train') continue
    for (const box of boxes) {
      const side = sideAtInput({ box, pictureWidth, pictureHeight }, view)
      if (!box.ignore && (side < minPx || side > (maxPx ?? Number.POSITIVE_INFINITY))) count++
    }
  }
  return count
}
