import { boxBits } from '../facts'
import { chosenOf } from './choices'
import type { RegionField } from './types'

const marks = ['difficult', 'occluded', 'truncated', 'crowd'] as const

/** What is ticked of a box; counted where a number follows. */
export const isField: RegionField = {
  name: 'is',
  about: 'has a box that is difficult, occluded, truncated or a crowd',
  example: 'is:difficult',
  of: 'region',
  alone: 'box',
  only: 'box',
  counts: true,
  values: () => marks,
  compile(term, _facts, { bits }) {
    const wanted = chosenOf(term, marks, true).reduce((sum, mark) => sum | boxBits[mark], 0)
    return (region) => ((bits[region] as number) & wanted) !== 0
  },
}
