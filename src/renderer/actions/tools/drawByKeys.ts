import { activeAnnotator } from '../../annotator/active'
import { useSelection } from '../../state/labels/selection'
import { canEditImage } from '../canEdit'
import type { Action } from '../types'

/** Gives the crosshair to the arrow keys: Enter sets the corners. */
export const drawByKeys: Action = {
  id: 'drawByKeys',
  label: 'Draw a box by keys: arrows, Enter sets corners',
  group: 'Draw',
  keys: ['Shift+W'],
  rooms: ['label'],
  edits: true,
  reason: 'Open a picture first',
  enabled: canEditImage,
  run: () => {
    useSelection.setState({ tool: 'draw', selected: [] })
    // The canvas hears of the tool with the next painting.
    requestAnimationFrame(() => activeAnnotator()?.takeCrosshair())
  },
}
