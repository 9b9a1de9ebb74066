import { showAll, useBoxView } from '../../state/labels/boxView'
import { useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Shows every box and every class again. */
export const showAllBoxes: Action = {
  id: 'showAllBoxes',
  label: 'Show all hidden boxes and classes',
  group: 'View',
  keys: ['Ctrl+Alt+H'],
  rooms: ['label'],
  reason: 'Nothing is hidden',
  enabled: () => {
    const { hidden, hiddenClasses } = useBoxView.getState()
    return hidden.size + hiddenClasses.size > 0 || useSelection.getState().boxesHidden
  },
  run: showAll,
}
