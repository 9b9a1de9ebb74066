import { openFolder } from '../../state/project/openProject'
import type { Action } from '../types'

/** Opens a project or a folder of pictures. */
export const openFolderAction: Action = {
  id: 'openFolder',
  label: 'Open a folder or project',
  group: 'File',
  keys: ['Ctrl+O', 'Ctrl+U'],
  withoutProject: true,
  run: openFolder,
}
