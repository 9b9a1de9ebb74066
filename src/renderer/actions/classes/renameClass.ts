import { useClassList } from '../../state/labels/classes'
import { currentClass, useSelection } from '../../state/labels/selection'
import { useProject } from '../../state/project/project'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Opens the name of the current class for change. */
export const renameClassAction: Action = {
  id: 'renameClass',
  label: 'Rename the class',
  group: 'Class',
  keys: ['Ctrl+E'],
  rooms: ['label'],
  edits: true,
  reason: 'There is no class yet',
  enabled: () => canEdit() && useProject.getState().classes.length > 0,
  run: () => {
    const current = currentClass(useProject.getState().classes, useSelection.getState().classId)
    useClassList.setState({ editing: current?.id ?? null })
  },
}
