import { showAll, toggleClassHidden, toggleHidden, useBoxView } from '../state/labels/boxView'
import { currentBoxes, currentClass, selectedBoxes, useSelection } from '../state/labels/selection'
import { useProject } from '../state/project/project'
import type { Action } from './types'

/** Hides the selected boxes. */
export const hideSelected: Action = {
  id: 'hideSelected',
  label: 'Hide the selected boxes',
  group: 'View',
  keys: ['Alt+H'],
  rooms: ['label'],
  enabled: () => selectedBoxes().length > 0,
  run: () => toggleHidden(useSelection.getState().selected),
}

/** Hides the class of the selection, else the current one, on every picture; a second time shows it. */
export const hideClass: Action = {
  id: 'hideClass',
  label: 'Hide or show the class',
  group: 'View',
  keys: ['Alt+Shift+H'],
  rooms: ['label'],
  enabled: () => useProject.getState().classes.length > 0,
  run: () => {
    const chosen = currentClass(useProject.getState().classes, useSelection.getState().classId)
    const classId = selectedBoxes()[0]?.classId ?? chosen?.id
    if (classId !== undefined) toggleClassHidden(classId, currentBoxes())
  },
}

/** Shows every box and every class again. */
export const showAllBoxes: Action = {
  id: 'showAllBoxes',
  label: 'Show all hidden boxes and classes',
  group: 'View',
  keys: ['Ctrl+Alt+H'],
  rooms: ['label'],
  enabled: () => {
    const { hidden, hiddenClasses } = useBoxView.getState()
    return hidden.size + hiddenClasses.size > 0 || useSelection.getState().boxesHidden
  },
  run: showAll,
}
