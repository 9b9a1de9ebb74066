import { addExtraLevels, laterals, trunkLevels } from './levels'
import type { Neck } from './types'

/**
 * The classic pyramid of SSD (Liu et al. 2016, arXiv:1512.02325, section 2.1): every level is its own map of the trunk,
 * brought to one width by a 1x1 convolution; nothing flows between the levels. Levels above 5 follow by stride-2
 * convolutions, as SSD's extra feature layers do. Cheap; the finest levels see little of what surrounds them.
 */
export const ssd: Neck = {
  name: 'ssd',
  title: 'Classic SSD (each level by itself)',
  build(ops, trunk, wish) {
    const levels = trunkLevels(wish)
    const maps = laterals(ops, trunk, levels, wish.width)
    const pyramid = new Map(levels.map((level, i) => [level, maps[i]]))
    addExtraLevels(ops, pyramid, wish)
    return pyramid
  },
}
