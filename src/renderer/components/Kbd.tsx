import { displayChord } from '../keys/displayChord'
import { useKeyLayout } from '../keys/layout'
import './Kbd.css'

/** Key caps of a chord such as `Ctrl+Shift+D`, with the letters of the person's keyboard. */
export function Kbd({ chord }: { chord: string }) {
  const layout = useKeyLayout((state) => state.layout)
  return <kbd className="kbd">{displayChord(chord, undefined, layout)}</kbd>
}
