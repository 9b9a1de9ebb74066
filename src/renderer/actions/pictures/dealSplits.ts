import { openSplits } from '../../state/project/splits'
import { goToRoom } from '../../state/studio/navigation'
import { selectRun } from '../../state/training/training'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

export const dealSplits: Action = {
  id: 'train.splits',
  label: 'Deal the pictures into splits',
  group: 'Pictures',
  keys: ['Ctrl+Shift+P'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: () => {
    selectRun('next')
    goToRoom('train')
    openSplits()
  },
}
