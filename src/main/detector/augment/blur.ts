import type { ViewAugmentation } from './types'

/** Standard deviation, px of the input: from hardly seen to clearly out of focus. */
const SIGMA_PX: [number, number] = [0.4, 1.6]

/** Out of focus: a Gaussian blur of the rendered view. */
export const blur: ViewAugmentation = {
  name: 'blur',
  apply: (view, _boxes, probability, random) =>
    random.chance(probability) ? { ...view, blurPx: random.uniform(...SIGMA_PX) } : view,
}
