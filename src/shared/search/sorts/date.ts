import type { SearchSort } from './types'

/** By when the file was last written. */
export const dateSort: SearchSort = {
  id: 'date',
  label: 'Date of the file',
  startsDescending: true,
  keyOf:
    ({ modifiedAt }) =>
    (picture) =>
      modifiedAt[picture] as number,
}
