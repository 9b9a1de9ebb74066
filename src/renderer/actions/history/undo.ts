import { undo, useEdits } from '../../state/labels/edits'
import type { Action } from '../types'

/** Takes the newest edit back. */
export const undoAction: Action = {
  id: 'undo',
  label: 'Undo',
  group: 'Edit',
  keys: ['Ctrl+Z'],
  repeats: true,
  reason: 'Nothing to undo',
  enabled: () => useEdits.getState().history.undo.length > 0,
  run: undo,
}
