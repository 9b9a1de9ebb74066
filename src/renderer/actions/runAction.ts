import { reportError } from '../state/studio/notices'
import { usePreferences } from '../state/studio/preferences'
import type { Action } from './types'

/** The chords of an action: the person's own, or the given ones. */
export function keysOf(action: Action): readonly string[] {
  return usePreferences.getState().keymap[action.id] ?? action.keys
}

/** Runs an action where it may be run; what it throws is shown. */
export function runAction(action: Action): void {
  if (action.enabled?.() === false) return
  Promise.resolve()
    .then(() => action.run())
    .catch(reportError)
}
