/** The keys of another program, for hands that know it. */
export interface KeyPreset {
  /** Stable: the person's choice is stored under it. */
  id: string
  label: string
  /** Chords by action id, the first is shown; an action that is left out keeps its own keys. */
  keys: Readonly<Record<string, readonly string[]>>
}
