import type { ImportNote } from '../../shared/project/schema'
import { importText } from '../../shared/text/importText'
import { Button } from '../components/Button'
import { useProject } from '../state/project/project'
import { Overlay } from './Overlay'
import './ImportReportCard.css'

/** What an import took in, mended and refused. */
export function ImportReportCard() {
  const report = useProject((state) => state.importReport)
  const close = () => useProject.setState({ importReport: null })
  return (
    <Overlay title="Import report" open={report !== null} onClose={close} testId="import-report">
      {report !== null && (
        <div className="import-report">
          <h2>{importText(report)} are in</h2>
          <Notes title="Repaired" notes={report.repaired} />
          <Notes title="Refused" notes={report.rejected} />
          <div className="import-report-end">
            <Button variant="primary" onClick={close}>
              Go on
            </Button>
          </div>
        </div>
      )}
    </Overlay>
  )
}

function Notes({ title, notes }: { title: string; notes: readonly ImportNote[] }) {
  if (notes.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      {notes.map(({ what, count, examples }) => (
        <div key={what}>
          <p>
            {what} <span className="faint">× {count}</span>
          </p>
          <p className="mono muted small selectable">{examples.join(', ')}</p>
        </div>
      ))}
    </section>
  )
}
