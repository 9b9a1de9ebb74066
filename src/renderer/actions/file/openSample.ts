import { openSample } from '../../state/project/openProject'
import type { Action } from '../types'

/** Opens the project that comes with the studio. */
export const openSampleAction: Action = {
  id: 'openSample',
  label: 'Open the sample project',
  group: 'File',
  keys: ['Ctrl+Shift+S'],
  withoutProject: true,
  run: openSample,
}
