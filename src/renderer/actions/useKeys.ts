import { chordsOf, type Keyed } from '../keys/keymap'
import { usePreferences } from '../state/studio/preferences'

/** The chords of an action as they are now; the first is shown. */
export function useKeys(action: Keyed): readonly string[] {
  const keyPreset = usePreferences((state) => state.keyPreset)
  const keymap = usePreferences((state) => state.keymap)
  return chordsOf(action, { keyPreset, keymap })
}
