import { stateOf } from '../facts'
import type { SearchSort } from './types'

/** By how much is left to do: what nobody has touched, then what waits for a review, then what is done. */
export const stateSort: SearchSort = {
  id: 'state',
  label: 'State',
  startsDescending: false,
  keyOf: (facts) => (picture) => {
    if (facts.broken[picture] === 1) return 4
    if (stateOf(facts, picture) === 'unlabelled') return 0
    return facts.reviewed[picture] === 0 ? 1 : (facts.boxes.count[picture] as number) > 0 ? 2 : 3
  },
}
