import { FolderOpen } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import type { LabelExportReport } from '../../shared/labelExport/schema'
import { groupedText } from '../../shared/text/count'
import { Button } from '../components/Button'
import { ErrorNotice } from '../components/ErrorNotice'
import { Segmented } from '../components/Segmented'
import { Toggle } from '../components/Toggle'
import { call } from '../ipc/client'
import { countText } from '../language/count'
import { localText, t } from '../language/t'
import { askFor, closeLabelExport, useLabelExport, writeLabelExport } from '../state/project/labelExport'
import { ImportNotes } from './ImportNotes'
import { Overlay } from './Overlay'
import './ExportLabels.css'

/** Formats that labels can leave in, a card each; what is written is read back and compared. */
export function ExportLabels() {
  const isOpen = useLabelExport((state) => state.isOpen)
  return (
    <Overlay title={t('Export labels')} open={isOpen} onClose={closeLabelExport} wide testId="export-labels">
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
      <div className="card-head">
        <h1>{t('Export labels')}</h1>
      </div>
      <div className="export-labels-body">
        <RadioGroup.Root
          className="export-formats"
          aria-label={t('Format')}
          value={request.format}
          onValueChange={(format) => askFor({ format })}
        >
          {formats.map(({ name, label, words }) => (
            <RadioGroup.Item key={name} value={name} className="export-format" data-testid={`format-${name}`}>
              <span className="export-format-name">{localText(label)}</span>
              <span className="muted small">{localText(words)}</span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        <div className="export-choices">
          <Segmented
            label={t('Pictures of')}
            value={request.split ?? 'all'}
            options={[
              { value: 'all', label: t('All pictures') },
              { value: 'train', label: t('Train') },
              { value: 'val', label: t('Val') },
              { value: 'test', label: t('Test') },
            ]}
            onChange={(split) => askFor({ split: split === 'all' ? null : split })}
          />
          <Toggle
            label={t('Copy the pictures too')}
            words={
              chosen?.embeds === true
                ? t('They lie inside the records, byte for byte as they are.')
                : t('Byte for byte as they are. Without them the labels name the files.')
            }
            isOn={request.withImages}
            onChange={(withImages) => askFor({ withImages })}
            testId="export-with-images"
          />
          <Toggle
            label={t('Pictures without labels too')}
            words={t('Listed without boxes: other tools may take them for pictures with nothing on them.')}
            isOn={request.unlabelled}
            onChange={(unlabelled) => askFor({ unlabelled })}
          />
        </div>
        {error !== null && <ErrorNotice error={error} />}
        {report !== null && <Report report={report} />}
      </div>
      <div className="card-foot">
        <Button onClick={closeLabelExport}>{t('Close')}</Button>
        <Button type="submit" variant="primary" disabled={isBusy} data-testid="export-labels-write">
          {isBusy ? t('Writing and reading back…') : t('Export…')}
        </Button>
      </div>
    </form>
  )
}

function Report({ report }: { report: LabelExportReport }) {
  return (
    <section className="export-labels-report" data-testid="export-labels-report">
      <p>
        {t('{{boxes}} on {{images}} in {{files}}. Read back, they are the same.', {
          boxes: countText(report.boxes, 'box', 'boxes'),
          images: countText(report.images, 'picture'),
          files: countText(report.files, 'file'),
        })}
      </p>
      <p className="muted">
        {t('Classes in their order: {{classes}}', {
          classes: report.classes.map(({ name, boxes }) => `${name} ${groupedText(boxes)}`).join(t(', ')),
        })}
      </p>
      <p className="export-labels-folder">
        <span className="mono small ellipsis grow selectable">{report.folder}</span>
        <Button onClick={() => void call('labelExport.reveal', {})}>
          <FolderOpen aria-hidden />
          {t('Show in folder')}
        </Button>
      </p>
      <ImportNotes title={t('Worth knowing')} notes={report.notes} />
    </section>
  )
}
