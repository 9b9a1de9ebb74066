import { runFound } from '../actions/runAction'
import type { Action } from '../actions/types'
import { whyNot } from '../actions/whyNot'
import { localText } from '../language/t'
import { notify } from '../state/studio/notices'
import { actionsHere, goHome } from './allActions'

/** Runs an action that was looked for; one of another room or view after that has come into sight. */
export function runAnywhere(action: Action): void {
  if (actionsHere().includes(action)) {
    runOrSay(action)
    return
  }
  goHome(action)
  // What the action acts on is the room's.
  requestAnimationFrame(() => setTimeout(() => runOrSay(action)))
}

function runOrSay(action: Action): void {
  const reason = whyNot(action)
  if (reason === null) runFound(action)
  else notify({ tone: 'plain', title: localText(action.label), detail: localText(reason) })
}
