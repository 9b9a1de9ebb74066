import { followingImages, usePropagation } from '../../state/labels/propagation'
import { selectedBoxes } from '../../state/labels/selection'
import { canEditSelection } from '../canEdit'
import type { Action } from '../types'
import { closeToolCard } from '../view/toolCards'

/** Opens the form that copies the selected boxes to the pictures that follow. */
export const propagateBoxes: Action = {
  id: 'propagateBoxes',
  label: 'Propagate the selected boxes to the next pictures',
  group: 'Edit',
  keys: ['Ctrl+B'],
  rooms: ['label'],
  edits: true,
  reason: 'Select boxes on a picture that others follow',
  enabled: () => canEditSelection() && followingImages().length > 0,
  run: () => {
    closeToolCard()
    usePropagation.setState({ boxes: selectedBoxes() })
  },
}
