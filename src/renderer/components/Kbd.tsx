import { displayChord } from '../keys/chord'
import './Kbd.css'

/** Key caps of a chord such as `Ctrl+Shift+D`. */
export function Kbd({ chord }: { chord: string }) {
  return <kbd className="kbd">{displayChord(chord)}</kbd>
}
