import { isPlain, plainTone, useTone } from '../../state/studio/tone'
import type { Action } from '../types'

/** Shows the picture as its file has it. */
export const resetTone: Action = {
  id: 'resetTone',
  label: 'Show the picture unaltered',
  group: 'View',
  keys: ['Ctrl+Shift+B'],
  rooms: ['label'],
  reason: 'The picture is shown as it is',
  enabled: () => !isPlain(useTone.getState().tone),
  run: () => useTone.setState({ tone: plainTone }),
}
