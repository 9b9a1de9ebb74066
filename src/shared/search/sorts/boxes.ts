import type { SearchSort } from './types'

/** By the number of labels. */
export const boxesSort: SearchSort = {
  id: 'boxes',
  label: 'Boxes',
  startsDescending: true,
  keyOf:
    ({ boxes }) =>
    (picture) =>
      boxes.count[picture] as number,
}
