import type { KeyPreset } from './types'

/**
 * The default keys of VoTT 2 (src/registerToolbar.ts of microsoft/VoTT: DrawRectangle R, SelectCanvas V,
 * PreviousAsset W, NextAsset S, RemoveAllRegions Ctrl+Delete and Ctrl+Backspace, ActiveLearning Ctrl+D,
 * ExportProject Ctrl+E; Ctrl+C, Ctrl+X, Ctrl+V and Ctrl+S are the same here). VoTT also steps with the up and down
 * arrows: here they move the selected box. What these push aside goes elsewhere.
 */
export const vottKeys: KeyPreset = {
  id: 'vott',
  label: 'VoTT',
  keys: {
    drawTool: ['R'],
    selectTool: ['V'],
    previousImage: ['W', 'PageUp'],
    toggleSnap: ['Alt+S'],
    nextImage: ['S', 'PageDown'],
    deleteAllBoxes: ['Ctrl+Delete', 'Ctrl+Backspace'],
    proposeLabels: ['Ctrl+D', 'P'],
    duplicateBoxes: ['Ctrl+Shift+V'],
    'goTo.export': ['Ctrl+E', 'Ctrl+5'],
    renameClass: ['F2'],
  },
}
