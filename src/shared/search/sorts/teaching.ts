import type { SearchSort } from './types'

/** What teaches the next training most first; those that were not ordered (they were labelled already) last. */
export const teachingSort: SearchSort = {
  id: 'teaching',
  label: 'What teaches most',
  startsDescending: false,
  needs: 'proposals',
  keyOf:
    ({ teaching }) =>
    (picture) =>
      teaching.get(picture) ?? Number.NaN,
}
