import { chooseVideo } from '../../state/project/bringPictures'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Takes frames of a video into the project. */
export const importVideo: Action = {
  id: 'importVideo',
  label: 'Import frames of a video',
  group: 'File',
  keys: ['Ctrl+Alt+V'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: chooseVideo,
}
