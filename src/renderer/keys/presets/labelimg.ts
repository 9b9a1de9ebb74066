import type { KeyPreset } from './types'

/**
 * The keys of labelImg and labelme: those that the actions have of their own, so there is nothing to lay over them.
 * labelImg (README.rst of HumanSignal/labelImg, "Hotkeys"): W box, D and A next and previous, Del delete,
 * Ctrl+D duplicate, Space verified, Ctrl+U open a folder, Ctrl+S save, Ctrl++ and Ctrl+- zoom, arrows move.
 * labelme (labelme/config/default_config.yaml of wkentaro/labelme): D and A, Ctrl+F fit, Ctrl+Shift+F fit width,
 * Ctrl+D duplicate, Ctrl+E edit the label, Ctrl+P keep the previous boxes, Ctrl+Shift+D and Ctrl+Shift+A.
 */
export const labelimgKeys: KeyPreset = { id: 'labelimg', label: 'labelImg and labelme', keys: {} }
