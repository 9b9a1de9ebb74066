import type { ViewAugmentation } from './types'

/** How far: beyond twice, small objects vanish and the mean colour teaches nothing. */
const MAX_RATIO = 2

/** Sets the picture into a larger field of the mean colour: makes small objects out of large ones. */
export const zoomOut: ViewAugmentation = {
  name: 'zoomOut',
  apply(view, _boxes, probability, random) {
    if (!random.chance(probability)) return view
    const ratio = random.uniform(1, MAX_RATIO)
    const { x1, y1, x2, y2 } = view.window
    const left = x1 - random.uniform(0, ratio - 1) * (x2 - x1)
    const top = y1 - random.uniform(0, ratio - 1) * (y2 - y1)
    return {
      ...view,
      window: { x1: left, y1: top, x2: left + ratio * (x2 - x1), y2: top + ratio * (y2 - y1) },
    }
  },
}
