import { openBackups } from '../../state/project/backups'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Opens the sheet of backups: what there is, and going back to one. */
export const showBackups: Action = {
  id: 'showBackups',
  label: 'Backups: go back to earlier labels…',
  group: 'File',
  keys: ['Ctrl+Alt+B'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: () => openBackups(),
}
