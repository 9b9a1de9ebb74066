import { goToRoom } from '../state/navigation'
import { openSplits } from '../state/splits'
import { selectRun } from '../state/training'
import { canEdit } from './canEdit'
import type { Action } from './types'

export const dealSplits: Action = {
  id: 'train.splits',
  label: 'Deal the pictures into splits',
  group: 'Pictures',
  keys: ['Ctrl+Shift+P'],
  enabled: canEdit,
  run: () => {
    selectRun('next')
    goToRoom('train')
    openSplits()
  },
}
