import { toggleClassHidden } from '../../state/labels/boxView'
import { currentBoxes, currentClass, selectedBoxes, useSelection } from '../../state/labels/selection'
import { useProject } from '../../state/project/project'
import type { Action } from '../types'

/** Hides the class of the selection, else the current one, on every picture; a second time shows it. */
export const hideClass: Action = {
  id: 'hideClass',
  label: 'Hide or show the class',
  group: 'View',
  keys: ['Alt+Shift+H'],
  rooms: ['label'],
  reason: 'Make a class first',
  enabled: () => useProject.getState().classes.length > 0,
  run: () => {
    const chosen = currentClass(useProject.getState().classes, useSelection.getState().classId)
    const classId = selectedBoxes()[0]?.classId ?? chosen?.id
    if (classId !== undefined) toggleClassHidden(classId, currentBoxes())
  },
}
