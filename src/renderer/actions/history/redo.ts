import { redo, useEdits } from '../../state/labels/edits'
import type { Action } from '../types'

/** Does again what was undone. */
export const redoAction: Action = {
  id: 'redo',
  label: 'Redo',
  group: 'Edit',
  keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
  repeats: true,
  reason: 'Nothing to redo',
  enabled: () => useEdits.getState().history.redo.length > 0,
  run: redo,
}
