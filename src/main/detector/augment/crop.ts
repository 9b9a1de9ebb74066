import type { Box } from '../../../shared/geometry/box'
import { iou } from '../../../shared/geometry/iou'
import type { ViewAugmentation } from './types'

/** Least IoU that some box must keep with the window, of which one is drawn (SSD, arXiv:1512.02325, section 2.2). */
const MIN_IOUS = [0, 0.1, 0.3, 0.5, 0.7, 0.9]
const MIN_SIDE = 0.4
const MIN_ASPECT = 0.6
const MAX_ASPECT = 1 / MIN_ASPECT
const TRIES = 30

/** Looks at a part of the picture that holds the centre of at least one box; a picture without boxes at any part. */
export const crop: ViewAugmentation = {
  name: 'crop',
  apply(view, boxes, probability, random) {
    if (!random.chance(probability)) return view
    const minIou = MIN_IOUS[random.int(MIN_IOUS.length)] as number
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const width = random.uniform(MIN_SIDE, 1)
      const height = random.uniform(MIN_SIDE, 1)
      const x1 = random.uniform(0, 1 - width)
      const y1 = random.uniform(0, 1 - height)
      const aspect = width / height
      if (aspect < MIN_ASPECT || aspect > MAX_ASPECT) continue
      const window: Box = { x1, y1, x2: x1 + width, y2: y1 + height }
      const fits = (box: Box) => holdsCentre(window, box) && iou(window, box) >= minIou
      if (boxes.length === 0 || boxes.some(fits)) return { ...view, window }
    }
    return view
  },
}

function holdsCentre(window: Box, box: Box): boolean {
  const x = (box.x1 + box.x2) / 2
  const y = (box.y1 + box.y2) / 2
  return x >= window.x1 && x < window.x2 && y >= window.y1 && y < window.y2
}
