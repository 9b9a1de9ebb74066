import type { BoxRecord } from '../../shared/annotation/schema'
import { countText } from '../../shared/text/count'
import { copiesOn } from '../annotator/commands/copies'
import { commit } from '../state/labels/edits'
import { currentBoxes, selectedBoxes, useSelection } from '../state/labels/selection'
import { rowOf, useProject } from '../state/project/project'
import { notify } from '../state/studio/notices'
import { canEditImage, canEditSelection } from './canEdit'
import { removeBoxes } from './deleteBoxes'
import type { Action } from './types'

/** Puts copies of boxes on the picture in sight, clipped to it, as one edit; they become the selection. */
export function addCopies(boxes: readonly BoxRecord[], label: string, shiftPx: number): void {
  const state = useProject.getState()
  const row = rowOf(state, useSelection.getState().imageId)
  if (row === null) return
  const ground = { classIds: new Set(state.classes.map((record) => record.id)), now: Date.now() }
  const copies = copiesOn(boxes, row, ground, shiftPx)
  if (copies.length < boxes.length) {
    notify({
      tone: 'warn',
      title: `${countText(boxes.length - copies.length, 'box', 'boxes')} left out`,
      detail: 'They lie outside this picture, or their class is gone.',
    })
  }
  if (commit({ label: `${label} ${countText(copies.length, 'box', 'boxes')}`, boxes: { added: copies } })) {
    useSelection.setState({ selected: copies.map((box) => box.id) })
  }
}

/** Pasting where the originals lie would hide them: each copy lies this much further. */
const SHIFT_PX = 10

/** Copies the selected boxes. */
export const copyBoxes: Action = {
  id: 'copyBoxes',
  label: 'Copy boxes',
  group: 'Edit',
  keys: ['Ctrl+C'],
  rooms: ['label'],
  enabled: () => selectedBoxes().length > 0,
  run: () => useSelection.setState({ clipboard: selectedBoxes() }),
}

/** Copies the selected boxes and takes them away. */
export const cutBoxes: Action = {
  id: 'cutBoxes',
  label: 'Cut boxes',
  group: 'Edit',
  keys: ['Ctrl+X'],
  rooms: ['label'],
  enabled: canEditSelection,
  run: () => {
    const boxes = selectedBoxes()
    useSelection.setState({ clipboard: boxes })
    removeBoxes(boxes, 'Cut')
  },
}

/** Pastes: on another picture in the same place, on the same one a little aside. */
export const pasteBoxes: Action = {
  id: 'pasteBoxes',
  label: 'Paste boxes',
  group: 'Edit',
  keys: ['Ctrl+V'],
  rooms: ['label'],
  enabled: () => canEditImage() && useSelection.getState().clipboard.length > 0,
  run: () => {
    const { clipboard } = useSelection.getState()
    const here = new Set(currentBoxes().map((box) => box.id))
    addCopies(clipboard, 'Paste', clipboard.some((box) => here.has(box.id)) ? SHIFT_PX : 0)
  },
}

/** Copies the selected boxes a little aside. */
export const duplicateBoxes: Action = {
  id: 'duplicateBoxes',
  label: 'Duplicate boxes',
  group: 'Edit',
  keys: ['Ctrl+D'],
  rooms: ['label'],
  enabled: canEditSelection,
  run: () => addCopies(selectedBoxes(), 'Duplicate', SHIFT_PX),
}
