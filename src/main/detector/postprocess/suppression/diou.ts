import type { FlatBoxes } from '../../../../shared/geometry/box'
import { iouAt } from '../../../../shared/geometry/iou'
import type { Suppression } from './types'

/**
 * DIoU-NMS (Zheng et al. 2020, arXiv:1911.08287, section 3.4): a box goes where one of its class was kept with
 *   IoU - rho^2 / c^2 > nmsIou,
 * rho the distance of the centres, c the diagonal of the smallest box around both. Boxes that overlap much but have
 * their centres apart stay: two objects, one behind the other.
 */
export const diou: Suppression = {
  name: 'diou',
  suppress({ boxesXyxy, scores, classes }, { nmsIou, maxDetections }) {
    const places: number[] = []
    for (let candidate = 0; candidate < scores.length && places.length < maxDetections; candidate++) {
      const isRepeat = places.some(
        (kept) => classes[kept] === classes[candidate] && diouAt(boxesXyxy, kept, candidate) > nmsIou,
      )
      if (!isRepeat) places.push(candidate)
    }
    return { places: Int32Array.from(places), scores: Float32Array.from(places, (i) => scores[i]) }
  },
}

/** IoU - rho^2 / c^2 of boxes i and j, in (-1, 1]. */
export function diouAt(boxes: FlatBoxes, i: number, j: number): number {
  const p = i * 4
  const q = j * 4
  const shiftX = (boxes[p] + boxes[p + 2] - boxes[q] - boxes[q + 2]) / 2
  const shiftY = (boxes[p + 1] + boxes[p + 3] - boxes[q + 1] - boxes[q + 3]) / 2
  const width = Math.max(boxes[p + 2], boxes[q + 2]) - Math.min(boxes[p], boxes[q])
  const height = Math.max(boxes[p + 3], boxes[q + 3]) - Math.min(boxes[p + 1], boxes[q + 1])
  const diagonal = width ** 2 + height ** 2
  const distance = diagonal > 0 ? (shiftX ** 2 + shiftY ** 2) / diagonal : 0
  return iouAt(boxes, i, boxes, j) - distance
}
