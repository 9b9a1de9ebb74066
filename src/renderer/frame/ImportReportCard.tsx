import type { ImportNote } from '../../shared/project/schema'
import { countText } from '../../shared/text/count'
import { Button } from '../components/Button'
import { useProject } from '../state/project'
import { Overlay } from './Overlay'
import './ImportReportCard.css'

/** What an import took in, mended and refused; shown only where something was mended or refused. */
export function ImportReportCard() {
  const report = useProject((state) => state.importReport)
  const close = () => useProject.setState({ importReport: null })
  const isClean = report === null || report.repaired.length + report.rejected.length === 0
  return (
    <Overlay title="Import report" open={!isClean} onClose={close} testId="import-report">
      {report !== null && (
        <div className="import-report">
          <h2>
            {countText(report.images, 'picture')}, {countText(report.boxes, 'box', 'boxes')} and{' '}
            {countText(report.classes.length, 'class', 'classes')} are in
          </h2>
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
