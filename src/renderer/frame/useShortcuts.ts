import { useEffect } from 'react'
import { keysOf, runAction } from '../actions/runAction'
import type { Action } from '../actions/types'
import { chordOf } from '../keys/chord'
import { ownsKey } from '../keys/ownsKey'
import { takeTap, watchTap } from '../keys/tap'
import { useProject } from '../state/project/project'
import { useNavigation } from '../state/studio/navigation'
import { actionsIn } from './allActions'

/** Runs the action whose chord is pressed, wherever the focus is; never while something is being typed. */
export function useShortcuts(): void {
  useEffect(() => {
    /** What is under way, by the key that was pressed. */
    const held = new Map<string, Action>()
    const press = (event: KeyboardEvent) => {
      const action = actionFor(event)
      if (action === undefined) return
      event.preventDefault()
      if (event.repeat && action.repeats !== true) return
      held.set(event.code, action)
      if (action.tap === true) watchTap()
      else runAction(action)
    }
    const letGo = (event: KeyboardEvent) => {
      const action = held.get(event.code)
      if (action === undefined) return
      held.delete(event.code)
      if (action.tap === true && takeTap()) runAction(action)
      action.release?.()
    }
    const loseFocus = () => {
      for (const action of held.values()) action.release?.()
      held.clear()
    }
    window.addEventListener('keydown', press)
    window.addEventListener('keyup', letGo)
    window.addEventListener('blur', loseFocus)
    return () => {
      window.removeEventListener('keydown', press)
      window.removeEventListener('keyup', letGo)
      window.removeEventListener('blur', loseFocus)
    }
  }, [])
}

function actionFor(event: KeyboardEvent): Action | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined
  const chord = chordOf(event)
  if (chord === null || ownsKey(event.target, chord)) return undefined
  const isOpen = useProject.getState().status === 'open'
  const { room, paletteOpen, helpOpen, keysOpen } = useNavigation.getState()
  if (paletteOpen || helpOpen || keysOpen) return undefined
  return actionsIn(room).find(
    (action) =>
      (isOpen || action.withoutProject === true) &&
      keysOf(action).includes(chord) &&
      action.enabled?.() !== false,
  )
}
