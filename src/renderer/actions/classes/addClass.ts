import { useClassList } from '../../state/labels/classes'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Opens the field for a new class. */
export const addClassAction: Action = {
  id: 'addClass',
  label: 'New class',
  group: 'Class',
  keys: ['N'],
  rooms: ['label'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: () => useClassList.setState({ editing: 'new' }),
}
