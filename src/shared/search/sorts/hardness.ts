import type { SearchSort } from './types'

/** By what the chosen run gets wrong: the sum of how hard its errors are. */
export const hardnessSort: SearchSort = {
  id: 'hardness',
  label: 'Errors of the run',
  startsDescending: true,
  needs: 'errors',
  keyOf:
    ({ errors }) =>
    (picture) =>
      errors?.get(picture)?.hardness ?? Number.NaN,
}
