import { displayChord } from '../keys/displayChord'
import { useKeyLayout } from '../keys/layout'
import type { Action } from './types'
import { useKeys } from './useKeys'

/** The action's first key as bare text, for a cap drawn otherwise. */
export function ActionLetter({ action }: { action: Action | undefined }) {
  const layout = useKeyLayout((state) => state.layout)
  const [chord] = useKeys(action ?? none)
  return chord === undefined ? null : displayChord(chord, undefined, layout)
}

const none = { id: '', keys: [] }
