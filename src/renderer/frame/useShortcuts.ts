import { useEffect } from 'react'
import { keysOf, runAction } from '../actions/runAction'
import { chordOf } from '../keys/chord'
import { ownsKey } from '../keys/ownsKey'
import { useNavigation } from '../state/navigation'
import { useProject } from '../state/project'
import { actionsIn } from './allActions'

/** Runs the action whose chord is pressed, wherever the focus is; never while something is being typed. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const chord = chordOf(event)
      if (chord === null || ownsKey(event.target, chord)) return
      const isOpen = useProject.getState().status === 'open'
      const { room, paletteOpen, helpOpen } = useNavigation.getState()
      if (paletteOpen || helpOpen) return
      const action = actionsIn(room).find(
        (candidate) =>
          (isOpen || candidate.withoutProject === true) &&
          keysOf(candidate).includes(chord) &&
          candidate.enabled?.() !== false,
      )
      if (action === undefined) return
      event.preventDefault()
      if (!event.repeat || action.repeats === true) runAction(action)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
