import { openClassManager } from '../../state/labels/classManager'
import { currentClass, useSelection } from '../../state/labels/selection'
import { useProject } from '../../state/project/project'
import type { Action } from '../types'

/** Opens the list of classes with all that can be done to them. */
export const manageClasses: Action = {
  id: 'manageClasses',
  label: 'Manage classes: rename, merge, order, delete',
  group: 'Class',
  keys: ['Ctrl+Shift+E'],
  rooms: ['label'],
  reason: 'Make a class first',
  enabled: () => useProject.getState().classes.length > 0,
  run: () =>
    openClassManager(
      currentClass(useProject.getState().classes, useSelection.getState().classId)?.id ?? null,
    ),
}
