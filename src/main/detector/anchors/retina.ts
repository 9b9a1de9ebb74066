import type { AnchorRule, AnchorShape, RetinaAnchorSpec } from './types'

/**
 * Anchors of RetinaNet (Lin et al. 2017, arXiv:1708.02002, section 4): on each level the areas
 *   (scale * stride * 2^(k / octaves))^2, k = 0 .. octaves - 1,
 * each with every aspect ratio (height over width) at that same area. Octave by octave, ratio by ratio.
 */
export const retina: AnchorRule<RetinaAnchorSpec> = {
  name: 'retina',
  shapes(spec, _input, strides) {
    return strides.map((stride) => {
      const shapes: AnchorShape[] = []
      for (let k = 0; k < spec.octaves; k++) {
        const side = spec.scale * stride * 2 ** (k / spec.octaves)
        for (const ratio of spec.ratios) shapes.push([side / Math.sqrt(ratio), side * Math.sqrt(ratio)])
      }
      return shapes
    })
  },
}
