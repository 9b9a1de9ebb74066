import type { Action } from '../types'

/** Puts the caret into the search above the pictures. */
export const focusSearch: Action = {
  id: 'focusSearch',
  label: 'Search pictures',
  group: 'Pictures',
  keys: ['/'],
  rooms: ['label'],
  run: () => {
    const field = document.querySelector<HTMLInputElement>('[data-testid="image-filter"]')
    field?.focus()
    field?.select()
  },
}
