import { readImport } from '../../state/project/importSheet'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Takes a label file, whatever its format, into the project. */
export const importLabels: Action = {
  id: 'importLabels',
  label: 'Import a label file',
  group: 'File',
  keys: ['Ctrl+Shift+L'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: () => readImport('file'),
}
