import { commit } from '../state/labels/edits'
import { selectedBoxes } from '../state/labels/selection'
import { canEditSelection } from './canEdit'
import type { Action } from './types'

/** Turns a flag of the selected boxes on, or off where all have it. */
export function toggleFlag(flag: 'difficult' | 'occluded'): void {
  const boxes = selectedBoxes()
  const value = !boxes.every((box) => box[flag])
  commit({
    label: value ? `Mark as ${flag}` : `Mark as not ${flag}`,
    boxes: {
      changed: boxes.filter((box) => box[flag] !== value).map((box) => [box, { ...box, [flag]: value }]),
    },
  })
}

/** Neither trained on nor counted. */
export const toggleDifficult: Action = {
  id: 'toggleDifficult',
  label: 'Difficult: not trained on, not counted',
  group: 'Edit',
  keys: ['F'],
  rooms: ['label'],
  enabled: canEditSelection,
  run: () => toggleFlag('difficult'),
}

/** Something stands before the object. */
export const toggleOccluded: Action = {
  id: 'toggleOccluded',
  label: 'Occluded',
  group: 'Edit',
  keys: ['O'],
  rooms: ['label'],
  enabled: canEditSelection,
  run: () => toggleFlag('occluded'),
}
