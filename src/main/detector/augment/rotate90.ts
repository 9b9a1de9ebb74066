import type { ViewAugmentation } from './types'

/**
 * One, two or three quarter turns about the middle of what is seen, at the same scale: for pictures without an up. What
 * sticks out of a wide input is cut off; its new corners show more of the picture, or the mean colour.
 */
export const rotate90: ViewAugmentation = {
  name: 'rotate90',
  apply(view, _boxes, probability, random) {
    if (!random.chance(probability)) return view
    return { ...view, turns: ((view.turns + 1 + random.int(3)) % 4) as typeof view.turns }
  },
}
