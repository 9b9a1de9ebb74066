import { english } from '../language/t'
/** What the pointer does on the canvas: not actions, but people look for them in the same place. */
export const pointerHints: readonly (readonly [what: string, how: string])[] = [
  [english('Zoom at the pointer'), english('wheel')],
  [english('Pan'), english('Space and drag, or middle button')],
  [english('Square box'), english('Shift while drawing')],
  [english('Box from its centre'), english('Alt while drawing')],
  [english('Box by two corners'), english('Ctrl and click, then click')],
  [english('No snapping'), english('Ctrl while dragging')],
  [english('Next box underneath'), english('Alt and click')],
  [english('Add to the selection'), english('Shift and click')],
  [english('Select by a frame'), english('drag with Select')],
  [english('Class and more'), english('right button')],
]
