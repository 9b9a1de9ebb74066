import { type BoxFlag, toggleFlagEdit } from '../annotator/commands/boxFlags'
import { commit } from '../state/labels/edits'
import { selectedBoxes } from '../state/labels/selection'
import { canEditSelection } from './canEdit'
import type { Action } from './types'

const flagAction = (flag: BoxFlag, id: string, label: string, key: string): Action => ({
  id,
  label,
  group: 'Edit',
  keys: [key],
  rooms: ['label'],
  enabled: canEditSelection,
  run: () => commit(toggleFlagEdit(selectedBoxes(), flag)),
})

/** Neither trained on nor counted. */
export const toggleDifficult = flagAction(
  'difficult',
  'toggleDifficult',
  'Difficult: not trained on, not counted',
  'F',
)

/** Something stands before the object. */
export const toggleOccluded = flagAction('occluded', 'toggleOccluded', 'Occluded', 'O')

/** The object goes on outside of the picture. */
export const toggleTruncated = flagAction(
  'truncated',
  'toggleTruncated',
  'Truncated by the picture’s edge',
  'T',
)

/** The box covers a group. */
export const toggleCrowd = flagAction(
  'crowd',
  'toggleCrowd',
  'Crowd: a group, ignored in training and figures',
  'G',
)

/** What is said of a box with yes or no, in the order of the panel. */
export const flagActions: Readonly<Record<BoxFlag, Action>> = {
  occluded: toggleOccluded,
  truncated: toggleTruncated,
  difficult: toggleDifficult,
  crowd: toggleCrowd,
}
