import type { SearchSort } from './types'

/** As people number files: img2 before img10. */
export const pathSort: SearchSort = {
  id: 'path',
  label: 'Name',
  startsDescending: false,
  keyOf: () => (picture) => picture,
}
