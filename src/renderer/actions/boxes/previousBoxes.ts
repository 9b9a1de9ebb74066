import { t } from '../../language/t'
import { previousImage } from '../../state/labels/ghosts'
import { useSelection } from '../../state/labels/selection'
import { readDocument } from '../../state/project/project'
import { notify } from '../../state/studio/notices'
import { canEditImage } from '../canEdit'
import type { Action } from '../types'
import { addCopies } from './addCopies'

/** Copies the boxes of the picture before this one in the project: the camera stood still. */
export const previousBoxes: Action = {
  id: 'previousBoxes',
  label: 'Copy the boxes of the previous picture',
  group: 'Edit',
  keys: ['Ctrl+P'],
  rooms: ['label'],
  edits: true,
  reason: 'Open a picture first',
  enabled: canEditImage,
  run: async () => {
    const { imageId } = useSelection.getState()
    const previous = previousImage(imageId)
    const boxes = previous === undefined ? [] : ((await readDocument(previous.id))?.boxes ?? [])
    // The person may have gone on while the boxes were read.
    if (useSelection.getState().imageId !== imageId) return
    if (boxes.length > 0) addCopies(boxes, 'Copy from previous picture:', 0)
    else notify({ tone: 'plain', title: t('The previous picture has no boxes') })
  },
}
