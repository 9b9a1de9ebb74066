import type { SearchSort } from './types'

/** By the highest score that the chosen run gives there. */
export const scoreSort: SearchSort = {
  id: 'score',
  label: 'Highest score',
  startsDescending: true,
  needs: 'found',
  keyOf: ({ found }) => {
    return (picture) => {
      let best = Number.NaN
      const first = found?.start[picture] ?? 0
      for (let i = first; i < first + (found?.count[picture] ?? 0); i++) {
        const score = found?.score?.[i] ?? Number.NaN
        if (!(best >= score)) best = score
      }
      return best
    }
  },
}
