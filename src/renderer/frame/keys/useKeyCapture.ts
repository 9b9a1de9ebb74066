import { useEffect } from 'react'
import { chordOf } from '../../keys/chord'

/** While on, the next chord pressed is taken, whatever it would do; Escape leaves without one. */
export function useKeyCapture(isOn: boolean, take: (chord: string | null) => void): void {
  useEffect(() => {
    if (!isOn) return
    const press = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      event.preventDefault()
      event.stopPropagation()
      if (chord !== null && !event.repeat) take(chord === 'Escape' ? null : chord)
    }
    // Before anything else: the overlay closes with Escape, the list goes with the arrows.
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [isOn, take])
}
