import { FileQuestion } from 'lucide-react'
import type { ClassId } from '../../../../shared/ids'
import type { PredictionPreview } from '../../../../shared/predictions/schema'
import { groupedText } from '../../../../shared/text/count'
import { Button } from '../../../components/Button'
import { Field } from '../../../components/Field'
import { Select } from '../../../components/Select'
import { Overlay } from '../../../frame/Overlay'
import { countText } from '../../../language/count'
import { localText, t } from '../../../language/t'
import { useProject } from '../../../state/project/project'
import {
  addPiece,
  chooseClass,
  closePredictions,
  namePredictions,
  takePredictions,
  usePredictions,
} from '../../../state/review/predictions'
import './ImportPredictions.css'

/** What another detector's predictions are, before they become a run. */
export function ImportPredictions() {
  const preview = usePredictions((state) => state.preview)
  return (
    <Overlay
      title={t('Predictions of another detector')}
      open={preview !== null}
      onClose={closePredictions}
      wide
      testId="import-predictions"
    >
      {preview !== null &&
        (preview.missing === null ? <Preview preview={preview} /> : <Missing preview={preview} />)}
    </Overlay>
  )
}

/** The file alone does not say what its numbers mean. */
function Missing({ preview }: { preview: PredictionPreview }) {
  const isBusy = usePredictions((state) => state.isBusy)
  if (preview.missing === null) return null
  const { piece, message, hint } = preview.missing
  return (
    <div className="predictions">
      <h1>{preview.source}</h1>
      <p>
        <FileQuestion aria-hidden /> {message}
      </p>
      <p className="muted">{localText(hint)}</p>
      <footer>
        <Button onClick={closePredictions}>{t('Cancel')}</Button>
        <Button
          variant="primary"
          disabled={isBusy}
          data-testid="predictions-piece"
          onClick={() => void addPiece(piece)}
        >
          {piece === 'groundTruth' ? t('Choose the COCO file…') : t('Choose the list of classes…')}
        </Button>
      </footer>
    </div>
  )
}

function Preview({ preview }: { preview: PredictionPreview }) {
  const { name, isBusy } = usePredictions()
  const { pictures, classes, repaired, rejected } = preview
  const isEmpty = classes.every(({ to }) => to === null)
  return (
    <form
      className="predictions"
      onSubmit={(event) => {
        event.preventDefault()
        void takePredictions()
      }}
    >
      <h1>{preview.source}</h1>
      <p className="muted">
        {t(
          '{{format}}: {{detections}} on {{train}} training, {{val}} validation, {{test}} test and {{none}} other pictures.',
          {
            format: preview.format,
            detections: countText(preview.detections, 'detection'),
            train: groupedText(pictures.train),
            val: groupedText(pictures.val),
            test: groupedText(pictures.test),
            none: groupedText(pictures.none),
          },
        )}
      </p>
      {pictures.silent > 0 && (
        <p className="pair-caution">
          {t('{{silent}} of these splits are not named: they count as looked at, with nothing found.', {
            silent: countText(pictures.silent, 'picture'),
          })}
        </p>
      )}
      <Field
        prefix={t('Name')}
        aria-label={t('Name of the run')}
        data-testid="predictions-name"
        value={name}
        maxLength={200}
        onChange={(event) => namePredictions(event.target.value)}
      />
      <table className="predictions-classes">
        <thead>
          <tr>
            <th>{t('Class there')}</th>
            <th>{t('Detections')}</th>
            <th>{t('Class here')}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((mapping) => (
            <ClassRow key={mapping.from} mapping={mapping} />
          ))}
        </tbody>
      </table>
      {[...rejected, ...repaired].length > 0 && (
        <ul className="predictions-notes" data-testid="predictions-notes">
          {rejected.map(({ what, count, examples }) => (
            <li key={what} title={examples.join('\n')}>
              <span className="predictions-out">{t('Left out')}</span> {groupedText(count)} ×{' '}
              {localText(what)}
            </li>
          ))}
          {repaired.map(({ what, count, examples }) => (
            <li key={what} title={examples.join('\n')}>
              <span className="faint">{t('Mended')}</span> {groupedText(count)} × {localText(what)}
            </li>
          ))}
        </ul>
      )}
      <footer>
        <Button onClick={closePredictions}>{t('Cancel')}</Button>
        <Button
          type="submit"
          variant="primary"
          data-testid="predictions-take"
          disabled={isBusy || isEmpty || name.trim() === ''}
        >
          {t('Import as a run')}
        </Button>
      </footer>
    </form>
  )
}

function ClassRow({
  mapping: { from, detections, to, how },
}: {
  mapping: PredictionPreview['classes'][number]
}) {
  const classes = useProject((state) => state.classes)
  return (
    <tr>
      <td className="ellipsis">{from}</td>
      <td>{groupedText(detections)}</td>
      <td>
        <span className="predictions-target">
          <Select
            label={t('Class here for {{from}}', { from })}
            value={to ?? ''}
            options={[
              { value: '', label: t('left out') },
              ...classes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => void chooseClass(from, id === '' ? null : (id as ClassId))}
          />
          <span className="faint small">{how === 'none' ? t('no such name here') : how}</span>
        </span>
      </td>
    </tr>
  )
}
