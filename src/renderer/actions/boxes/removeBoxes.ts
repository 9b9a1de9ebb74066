import type { BoxRecord } from '../../../shared/annotation/schema'
import { countText } from '../../../shared/text/count'
import { commit } from '../../state/labels/edits'
import { useSelection } from '../../state/labels/selection'

/** Takes boxes away as one edit. */
export function removeBoxes(boxes: readonly BoxRecord[], verb = 'Delete'): void {
  if (
    commit({ label: `${verb} ${countText(boxes.length, 'box', 'boxes')}`, boxes: { removed: [...boxes] } })
  ) {
    useSelection.setState({ selected: [] })
  }
}
