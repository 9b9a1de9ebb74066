import { sidePx } from './regionSides'
import { Misfit, type RegionField } from './types'

/** COCO's sizes: the square root of the area under 32 px, from 96 px on, and between. */
const sizes = { small: [0, 32], medium: [32, 96], large: [96, Infinity] } as const

/** How large a box is: the square root of its area, in px or as a share of the picture's. */
export const sizeField: RegionField = {
  name: 'size',
  about: 'square root of a box’s area, in px or % of the picture’s; small, medium, large as COCO has them',
  example: 'size<32px',
  of: 'region',
  alone: 'box',
  counts: false,
  values: () => Object.keys(sizes),
  compile(term, facts, { width, height }) {
    const side = (region: number) => Math.sqrt((width[region] as number) * (height[region] as number))
    const named = term.values.map((value) => sizes[value.toLowerCase() as keyof typeof sizes])
    if (named.length > 0 && named.every((range) => range !== undefined)) {
      if (term.comparison !== null) throw new Misfit('small, medium and large take no number.')
      return (region) => named.some(([low, high]) => side(region) >= low && side(region) < high)
    }
    const whole = (picture: number) =>
      Math.sqrt((facts.width[picture] as number) * (facts.height[picture] as number))
    return sidePx(term, sizeField.example, side, whole)
  },
}
