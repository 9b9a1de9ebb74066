import { closeProject } from '../../state/project/openProject'
import type { Action } from '../types'

/** Goes back to the welcome. */
export const closeProjectAction: Action = {
  id: 'closeProject',
  label: 'Close the project',
  group: 'File',
  keys: ['Ctrl+Shift+W'],
  run: closeProject,
}
