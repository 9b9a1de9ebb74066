import { type BoxFlag, toggleFlagEdit } from '../../annotator/commands/boxFlags'
import { commit } from '../../state/labels/edits'
import { selectedBoxes } from '../../state/labels/selection'

/** Turns a flag of the selected boxes on, or off where all have it. */
export function toggleFlag(flag: BoxFlag): void {
  commit(toggleFlagEdit(selectedBoxes(), flag))
}
