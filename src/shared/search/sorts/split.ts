import type { SearchSort } from './types'

const places = { train: 0, val: 1, test: 2 } as const

/** Train, val, test; those in none last. */
export const splitSort: SearchSort = {
  id: 'split',
  label: 'Split',
  startsDescending: false,
  keyOf:
    ({ split }) =>
    (picture) => {
      const of = split[picture]
      return of == null ? Number.NaN : places[of]
    },
}
