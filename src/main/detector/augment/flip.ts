import type { ViewAugmentation } from './types'

/** Mirrors left and right. */
export const flipHorizontal: ViewAugmentation = {
  name: 'flipHorizontal',
  apply: (view, _boxes, probability, random) =>
    random.chance(probability) ? { ...view, flipX: !view.flipX } : view,
}

/** Mirrors top and bottom: for pictures from above or through a microscope. */
export const flipVertical: ViewAugmentation = {
  name: 'flipVertical',
  apply: (view, _boxes, probability, random) =>
    random.chance(probability) ? { ...view, flipY: !view.flipY } : view,
}
