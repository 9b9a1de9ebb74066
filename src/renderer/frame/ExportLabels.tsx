import { FolderOpen } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import type { LabelExportReport } from '../../shared/labelExport/schema'
import { countText, groupedText } from '../../shared/text/count'
import { Button } from '../components/Button'
import { ErrorNotice } from '../components/ErrorNotice'
import { Segmented } from '../components/Segmented'
import { Toggle } from '../components/Toggle'
import { call } from '../ipc/client'
import { askFor, closeLabelExport, useLabelExport, writeLabelExport } from '../state/project/labelExport'
import { ImportNotes } from './ImportNotes'
import { Overlay } from './Overlay'
import './ExportLabels.css'

/** Formats that labels can leave in, a card each; what is written is read back and compared. */
export function ExportLabels() {
  const isOpen = useLabelExport((state) => state.isOpen)
  return (
    <Overlay title="Export labels" open={isOpen} onClose={closeLabelExport} wide testId="export-labels">
      {isOpen && <Sheet />}
    </Overlay>
  )
}

function Sheet() {
  const { formats, request, isBusy, report, error } = useLabelExport()
  const chosen = formats.find(({ name }) => name === request.format)
  return (
    <form
      className="export-labels"
      onSubmit={(event) => {
        event.preventDefault()
        void writeLabelExport()
      }}
    >
      <header>
        <h1>Export labels</h1>
      </header>
      <div className="export-labels-body">
        <RadioGroup.Root
          className="export-formats"
          aria-label="Format"
          value={request.format}
          onValueChange={(format) => askFor({ format })}
        >
          {formats.map(({ name, label, words }) => (
            <RadioGroup.Item key={name} value={name} className="export-format" data-testid={`format-${name}`}>
              <span className="export-format-name">{label}</span>
              <span className="muted small">{words}</span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        <div className="export-choices">
          <Segmented
            label="Pictures of"
            value={request.split ?? 'all'}
            options={[
              { value: 'all', label: 'All pictures' },
              { value: 'train', label: 'Train' },
              { value: 'val', label: 'Val' },
              { value: 'test', label: 'Test' },
            ]}
            onChange={(split) => askFor({ split: split === 'all' ? null : split })}
          />
          <Toggle
            label="Copy the pictures too"
            words={
              chosen?.embeds === true
                ? 'They lie inside the records, byte for byte as they are.'
                : 'Byte for byte as they are. Without them the labels name the files.'
            }
            isOn={request.withImages}
            onChange={(withImages) => askFor({ withImages })}
            testId="export-with-images"
          />
          <Toggle
            label="Pictures without labels too"
            words="Listed without boxes: other tools may take them for pictures with nothing on them."
            isOn={request.unlabelled}
            onChange={(unlabelled) => askFor({ unlabelled })}
          />
        </div>
        {error !== null && <ErrorNotice error={error} />}
        {report !== null && <Report report={report} />}
      </div>
      <footer>
        <Button onClick={closeLabelExport}>Close</Button>
        <Button type="submit" variant="primary" disabled={isBusy} data-testid="export-labels-write">
          {isBusy ? 'Writing and reading back…' : 'Export…'}
        </Button>
      </footer>
    </form>
  )
}

function Report({ report }: { report: LabelExportReport }) {
  return (
    <section className="export-labels-report" data-testid="export-labels-report">
      <p>
        {countText(report.boxes, 'box', 'boxes')} on {countText(report.images, 'picture')} in{' '}
        {countText(report.files, 'file')}. Read back, they are the same.
      </p>
      <p className="muted">
        Classes in their order:{' '}
        {report.classes.map(({ name, boxes }) => `${name} ${groupedText(boxes)}`).join(', ')}
      </p>
      <p className="export-labels-folder">
        <span className="mono small ellipsis grow selectable">{report.folder}</span>
        <Button onClick={() => void call('labelExport.reveal', {})}>
          <FolderOpen aria-hidden />
          Show in folder
        </Button>
      </p>
      <ImportNotes title="Worth knowing" notes={report.notes} />
    </section>
  )
}
