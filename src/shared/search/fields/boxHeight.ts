import { sidePx } from './regionSides'
import type { RegionField } from './types'

/** How high a box is. */
export const boxHeightField: RegionField = {
  name: 'h',
  about: 'height of a box, in px or % of the picture’s',
  example: 'h>50%',
  of: 'region',
  alone: 'box',
  counts: false,
  compile: (term, facts, { height }) =>
    sidePx(
      term,
      boxHeightField.example,
      (region) => height[region] as number,
      (picture) => facts.height[picture] as number,
    ),
}
