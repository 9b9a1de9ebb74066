import { importText } from '../../shared/text/importText'
import { Button } from '../components/Button'
import { useProject } from '../state/project/project'
import { ImportNotes } from './ImportNotes'
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
          <ImportNotes title="Repaired" notes={report.repaired} />
          <ImportNotes title="Refused" notes={report.rejected} />
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
