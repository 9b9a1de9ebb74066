import { Kbd } from '../components/Kbd'
import type { Action } from './types'
import { useKeys } from './useKeys'

/** The cap of an action's first key as it is now; nothing where it has none. */
export function ActionKey({ action }: { action: Action }) {
  const [chord] = useKeys(action)
  return chord === undefined ? null : <Kbd chord={chord} />
}
