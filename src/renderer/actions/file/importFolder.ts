import { readImport } from '../../state/project/importSheet'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Takes another folder of pictures, with its labels, into the project. */
export const importFolder: Action = {
  id: 'importFolder',
  label: 'Import a folder of pictures',
  group: 'File',
  keys: ['Ctrl+Shift+O'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: () => readImport('folder'),
}
