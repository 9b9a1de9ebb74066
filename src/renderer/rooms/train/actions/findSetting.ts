import type { Action } from '../../../actions/types'

export const findSetting: Action = {
  id: 'train.findSetting',
  label: 'Find a setting',
  group: 'Train',
  keys: ['/'],
  rooms: ['train'],
  run: () => document.querySelector<HTMLInputElement>('[data-testid="settings-filter"]')?.focus(),
}
