import { cvatKeys } from './cvat'
import { labelimgKeys } from './labelimg'
import type { KeyPreset } from './types'
import { vottKeys } from './vott'

/** The presets in the order of the list; the first is the default. */
export const keyPresets: readonly KeyPreset[] = [labelimgKeys, cvatKeys, vottKeys]

/** The preset of an id; the default where there is none of that id any more. */
export function presetOf(id: string): KeyPreset {
  return keyPresets.find((preset) => preset.id === id) ?? keyPresets[0]
}
