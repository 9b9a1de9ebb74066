import { classColor } from '../theme/classColors'
import './ClassSwatch.css'

/** The colour of a class, as a small square. */
export function ClassSwatch({ color }: { color: number }) {
  return <span className="class-swatch" style={{ background: classColor(color) }} />
}
