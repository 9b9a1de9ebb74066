import { convolutionLayer } from '../network/ops'
import { addExtraLevels, laterals, trunkLevels } from './levels'
import type { Neck } from './types'

/**
 * Feature pyramid network (Lin et al. 2017, arXiv:1612.03144, section 3): 1x1 laterals L, top-down adds, and a 3x3
 * convolution over each sum, linear,
 *   D_5 = L_5, D_l = L_l + up2(D_(l+1));  P_l = conv3x3(D_l).
 * Up2 is bilinear here. Level 6 is a stride-2 3x3 convolution over P_5, as RetinaNet has it (arXiv:1708.02002).
 */
export const fpn: Neck = {
  name: 'fpn',
  title: 'Feature pyramid (top-down)',
  build(ops, trunk, wish) {
    const levels = trunkLevels(wish).reverse()
    const [top, ...others] = laterals(ops, trunk, levels, wish.width)
    const sums = [top]
    for (const lateral of others) sums.push(ops.add(lateral, ops.resize(sums[sums.length - 1], 2)))
    const pyramid = new Map(
      levels.map((level, i) => {
        const layer = convolutionLayer(`output${level}`, 3, wish.width, wish.width, { activation: 'linear' })
        return [level, ops.convolution(sums[i], layer)]
      }),
    )
    addExtraLevels(ops, pyramid, wish)
    return pyramid
  },
}
