import { chordsOf } from '../keys/keymap'
import { reportError } from '../state/studio/notices'
import { usePreferences } from '../state/studio/preferences'
import { noteRecent } from '../state/studio/recentActions'
import type { Action } from './types'

/** The chords of an action: the person's own, or those of their preset. A component uses `useKeys`. */
export function keysOf(action: Action): readonly string[] {
  return chordsOf(action, usePreferences.getState())
}

/** Runs an action where it may be run; what it throws is shown. */
export function runAction(action: Action): void {
  if (action.enabled?.() === false) return
  Promise.resolve()
    .then(() => action.run())
    .catch(reportError)
}

/** Runs an action that was looked for: it is offered first the next time. */
export function runFound(action: Action): void {
  noteRecent(action.id)
  runAction(action)
}
