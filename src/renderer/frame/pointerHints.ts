/** What the pointer does on the canvas: not actions, but people look for them in the same place. */
export const pointerHints: readonly (readonly [what: string, how: string])[] = [
  ['Zoom at the pointer', 'wheel'],
  ['Pan', 'Space and drag, or middle button'],
  ['Square box', 'Shift while drawing'],
  ['Box from its centre', 'Alt while drawing'],
  ['Box by two corners', 'Ctrl and click, then click'],
  ['No snapping', 'Ctrl while dragging'],
  ['Next box underneath', 'Alt and click'],
  ['Add to the selection', 'Shift and click'],
  ['Select by a frame', 'drag with Select'],
  ['Class and more', 'right button'],
]
