import { Button } from '../components/Button'
import { importText } from '../language/importText'
import { t } from '../language/t'
import { useProject } from '../state/project/project'
import { ImportNotes } from './ImportNotes'
import { Overlay } from './Overlay'
import './ImportReportCard.css'

/** What an import took in, mended and refused. */
export function ImportReportCard() {
  const report = useProject((state) => state.importReport)
  const close = () => useProject.setState({ importReport: null })
  return (
    <Overlay title={t('Import report')} open={report !== null} onClose={close} testId="import-report">
      {report !== null && (
        <div className="import-report">
          <h2>{t('Imported {{report}}', { report: importText(report) })}</h2>
          <ImportNotes title={t('Repaired')} notes={report.repaired} />
          <ImportNotes title={t('Refused')} notes={report.rejected} />
          <div className="import-report-end">
            <Button variant="primary" onClick={close}>
              {t('Go on')}
            </Button>
          </div>
        </div>
      )}
    </Overlay>
  )
}
