import { commit } from '../../state/labels/edits'
import { selectedBoxes } from '../../state/labels/selection'

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
