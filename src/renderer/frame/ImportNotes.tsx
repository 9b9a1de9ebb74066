import type { ImportNote } from '../../shared/project/schema'
import { groupedText } from '../../shared/text/count'
import { localText, t } from '../language/t'
import './ImportNotes.css'

/** What an import or an export mended, left out or refused: how often, with examples by file and line. */
export function ImportNotes({ title, notes }: { title: string; notes: readonly ImportNote[] }) {
  if (notes.length === 0) return null
  return (
    <section className="import-notes">
      <h3>{title}</h3>
      {notes.map(({ what, count, examples }) => (
        <div key={what}>
          <p>
            {localText(what)} <span className="faint">× {groupedText(count)}</span>
          </p>
          <p className="mono muted small selectable">{examples.map(localText).join(t(', '))}</p>
        </div>
      ))}
    </section>
  )
}
