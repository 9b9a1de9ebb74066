import { sidePx } from './regionSides'
import type { RegionField } from './types'

/** How wide a box is. */
export const boxWidthField: RegionField = {
  name: 'w',
  about: 'width of a box, in px or % of the picture’s',
  example: 'w<20px',
  of: 'region',
  alone: 'box',
  counts: false,
  compile: (term, facts, { width }) =>
    sidePx(
      term,
      boxWidthField.example,
      (region) => width[region] as number,
      (picture) => facts.width[picture] as number,
    ),
}
