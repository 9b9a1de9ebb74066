import { presetOf } from './presets'

/** What decides the keys: a preset, and the person's own keys by action id over it. */
export interface Keymap {
  keyPreset: string
  keymap: Readonly<Record<string, readonly string[]>>
}

/** An action as far as its keys go. */
export interface Keyed {
  id: string
  keys: readonly string[]
}

/** The chords that the preset gives an action. */
export function presetKeys(action: Keyed, keyPreset: string): readonly string[] {
  return presetOf(keyPreset).keys[action.id] ?? action.keys
}

/** The chords of an action: the person's own, else the preset's, else those of the action. */
export function chordsOf(action: Keyed, { keyPreset, keymap }: Keymap): readonly string[] {
  return keymap[action.id] ?? presetKeys(action, keyPreset)
}

/** The person has keys of their own for it. */
export function isOwn(action: Keyed, { keyPreset, keymap }: Keymap): boolean {
  const own = keymap[action.id]
  return own !== undefined && own.join(' ') !== presetKeys(action, keyPreset).join(' ')
}
