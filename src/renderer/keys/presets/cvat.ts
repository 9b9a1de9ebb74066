import type { KeyPreset } from './types'

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]

/**
 * The default keys of CVAT (cvat-ui/src/reducers/shortcuts-reducer.ts of cvat-ai/cvat, 2023: NEXT_FRAME f,
 * PREV_FRAME d, SWITCH_DRAW_MODE n, SWITCH_OCCLUDED q, DELETE_OBJECT del and shift+del, SWITCH_LABEL ctrl+1 to
 * ctrl+0; Tab, Ctrl+C, Ctrl+V, Ctrl+Z, Ctrl+S, F1 and Esc are the same here). What they push aside goes elsewhere:
 * the rooms to Alt and a digit, which CVAT leaves free.
 */
export const cvatKeys: KeyPreset = {
  id: 'cvat',
  label: 'CVAT',
  keys: {
    nextImage: ['F', 'PageDown'],
    previousImage: ['D', 'PageUp'],
    drawTool: ['N'],
    toggleOccluded: ['Q'],
    nextUnderPointer: ['Alt+Q'],
    previousUnderPointer: ['Alt+Shift+Q'],
    deleteBoxes: ['Delete', 'Shift+Delete', 'Backspace'],
    ...Object.fromEntries(digits.map((digit) => [`class.${digit}`, [`Ctrl+${digit}`, String(digit)]])),
    'goTo.label': ['Alt+1'],
    'goTo.train': ['Alt+2'],
    'goTo.review': ['Alt+3'],
    'goTo.compare': ['Alt+4'],
    'goTo.export': ['Alt+5'],
    fitImage: ['Ctrl+F'],
    toggleDifficult: ['Shift+F'],
    addClass: ['Ctrl+Shift+N'],
  },
}
