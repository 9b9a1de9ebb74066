import type { Action } from '../../../actions/types'

/** Puts the caret into the search above the pictures. */
export const focusSearch: Action = {
  id: 'focusSearch',
  label: 'Search pictures',
  group: 'Pictures',
  keys: ['Ctrl+F'],
  run: () => document.querySelector<HTMLInputElement>('[data-testid="image-filter"]')?.select(),
}
