import { enclosing } from '../../../shared/geometry/box'
import { activeAnnotator } from '../../annotator/active'
import { selectedBoxes } from '../../state/labels/selection'
import type { Action } from '../types'

/** Brings what is selected to the middle. */
export const zoomToSelection: Action = {
  id: 'zoomToSelection',
  label: 'Zoom to the selected boxes',
  group: 'View',
  keys: ['Z'],
  rooms: ['label'],
  reason: 'Select a box first',
  enabled: () => activeAnnotator() !== null && selectedBoxes().length > 0,
  run: () => {
    const boxes = selectedBoxes()
    activeAnnotator()?.focus(boxes.reduce(enclosing, boxes[0]))
  },
}
