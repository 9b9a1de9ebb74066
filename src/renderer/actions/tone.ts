import { isPlain, plainTone, setTone, useTone } from '../state/studio/tone'
import type { Action } from './types'

/** Shows brightness, contrast and gamma. */
export const adjustPicture: Action = {
  id: 'adjustPicture',
  label: 'Brightness, contrast and how edges snap',
  group: 'View',
  keys: ['Shift+B'],
  rooms: ['label'],
  run: () => useTone.setState(({ isOpen }) => ({ isOpen: !isOpen })),
}

/** Shows the picture as a negative. */
export const invertPicture: Action = {
  id: 'invertPicture',
  label: 'Invert the picture',
  group: 'View',
  keys: ['Shift+I'],
  rooms: ['label'],
  run: () => setTone({ inverted: !useTone.getState().tone.inverted }),
}

/** Shows the picture as its file has it. */
export const resetTone: Action = {
  id: 'resetTone',
  label: 'Show the picture unaltered',
  group: 'View',
  keys: ['Ctrl+Shift+B'],
  rooms: ['label'],
  enabled: () => !isPlain(useTone.getState().tone),
  run: () => useTone.setState({ tone: plainTone }),
}
