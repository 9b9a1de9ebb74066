import { setTone, useTone } from '../../state/studio/tone'
import type { Action } from '../types'

/** Shows the picture as a negative. */
export const invertPicture: Action = {
  id: 'invertPicture',
  label: 'Invert the picture',
  group: 'View',
  keys: ['Shift+I'],
  rooms: ['label'],
  checked: () => useTone.getState().tone.inverted,
  run: () => setTone({ inverted: !useTone.getState().tone.inverted }),
}
