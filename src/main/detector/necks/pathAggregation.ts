import { addExtraLevels, laterals } from './levels'
import type { Neck } from './types'

/**
 * Path aggregation without convolutions of its own, as NanoDet has it (after Liu et al. 2018, arXiv:1803.01534):
 * 1x1 laterals L, top-down and bottom-up adds,
 *   D_5 = L_5, D_l = L_l + up2(D_(l+1));  P_3 = D_3, P_l = D_l + down2(P_(l-1)) with D_5 = L_5.
 * Level 2 is top-down only, P_2 = L_2 + up2(P_3): the levels above stay as they were trained.
 */
export const pathAggregation: Neck = {
  name: 'pathAggregation',
  title: 'Path aggregation (top-down and bottom-up)',
  build(ops, trunk, wish) {
    const [lateral3, lateral4, lateral5] = laterals(ops, trunk, [3, 4, 5], wish.width)
    const down4 = ops.add(lateral4, ops.resize(lateral5, 2))
    const down3 = ops.add(lateral3, ops.resize(down4, 2))
    const up4 = ops.add(down4, ops.resize(down3, 0.5))
    const up5 = ops.add(lateral5, ops.resize(up4, 0.5))
    const pyramid = new Map([
      [3, down3],
      [4, up4],
      [5, up5],
    ])
    if (wish.lowest < 3) {
      const [lateral2] = laterals(ops, trunk, [2], wish.width)
      pyramid.set(2, ops.add(lateral2, ops.resize(down3, 2)))
    }
    addExtraLevels(ops, pyramid, wish)
    return pyramid
  },
}
