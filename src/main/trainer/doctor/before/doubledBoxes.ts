import { iou } from '../../../../shared/geometry/iou'
import { countText } from '../../../../shared/text/count'
import type { PlanBox } from '../../plan/types'
import { showPictures } from '../mends'
import type { DataCheck } from './types'

const SAME_IOU = 0.9

/** Boxes of one class that lie on one another: an object labelled twice. */
export const doubledBoxes: DataCheck = ({ images }) => {
  const found = images
    .map(({ id, boxes }) => ({ id, doubles: countDoubles(boxes) }))
    .filter(({ doubles }) => doubles > 0)
  if (found.length === 0) return null
  const doubles = found.reduce((sum, image) => sum + image.doubles, 0)
  return {
    severity: 'warns',
    code: 'doubled-boxes',
    message: `${countText(doubles, 'box lies', 'boxes lie')} on another of the same class: the object was labelled twice.`,
    hint: 'Delete one of each pair, or the model learns to find everything twice.',
    mend: showPictures(found.map(({ id }) => id)),
  }
}

/** Boxes that coincide with an earlier one: among those whose left edges are near, as they are above an IoU of 0.9. */
function countDoubles(boxes: readonly PlanBox[]): number {
  const sorted = boxes.filter(({ ignore }) => !ignore).sort((a, b) => a.x1 - b.x1)
  const reach = Math.max(0, ...sorted.map(({ x1, x2 }) => x2 - x1)) * (1 - SAME_IOU)
  let doubles = 0
  for (const [i, box] of sorted.entries()) {
    for (let j = i - 1; j >= 0 && box.x1 - sorted[j].x1 <= reach; j--) {
      if (sorted[j].classIndex !== box.classIndex || iou(sorted[j], box) <= SAME_IOU) continue
      doubles++
      break
    }
  }
  return doubles
}
