import { ArrowRight } from 'lucide-react'
import type { ClassId } from '../../shared/ids'
import type { ClassTarget, ImportPreview, MappedClass } from '../../shared/project/importMapping'
import { groupedText } from '../../shared/text/count'
import { Button } from '../components/Button'
import { Select } from '../components/Select'
import { countText } from '../language/count'
import { t } from '../language/t'
import { dropImport, mapClass, takeImport, useImportSheet } from '../state/project/importSheet'
import { useProject } from '../state/project/project'
import { ImportNotes } from './ImportNotes'
import { Overlay } from './Overlay'
import './ImportSheet.css'

/** What an import would do, and where each class of the source goes, before anything is written. */
export function ImportSheet() {
  const preview = useImportSheet((state) => state.preview)
  return (
    <Overlay title={t('Import')} open={preview !== null} onClose={dropImport} wide testId="import-sheet">
      {preview !== null && <Sheet preview={preview} />}
    </Overlay>
  )
}

function Sheet({ preview }: { preview: ImportPreview }) {
  const isBusy = useImportSheet((state) => state.isBusy)
  const { source, format, hasBackup, images, newImages, boxes, empty, splits, classes, repaired, rejected } =
    preview
  const kept = classes.reduce((sum, each) => sum + (each.target.kind === 'none' ? 0 : each.boxes), 0)
  return (
    <form
      className="import-sheet"
      onSubmit={(event) => {
        event.preventDefault()
        void takeImport()
      }}
    >
      <div className="card-head">
        <h1 className="ellipsis" title={source}>
          {source}
        </h1>
        <p className="muted">
          {t('Read as {{format}}: {{images}}, {{newImages}} of them new{{value}}; {{boxes}}.', {
            format,
            images: countText(images, 'picture'),
            newImages: groupedText(newImages),
            value: empty > 0 ? t(', {{empty}} with nothing on them', { empty: groupedText(empty) }) : '',
            boxes: countText(boxes, 'box', 'boxes'),
          })}
        </p>
        {splits !== null && (
          <p className="muted" data-testid="import-splits">
            {splitWords(splits)}
          </p>
        )}
      </div>
      <div className="import-sheet-body">
        {classes.length > 0 && <Mapping classes={classes} />}
        <ImportNotes title={t('Refused')} notes={rejected} />
        <ImportNotes title={t('Repaired')} notes={repaired} />
      </div>
      <div className="card-foot">
        <p className="muted small grow">
          {hasBackup
            ? t('Nothing has been written yet. A backup of the project is made first.')
            : t('Nothing has been written yet.')}
        </p>
        <Button onClick={dropImport}>{t('Cancel')}</Button>
        <Button type="submit" variant="primary" data-testid="import-take" disabled={isBusy || images === 0}>
          {boxes === 0
            ? t('Import {{images}}', { images: countText(images, 'picture') })
            : t('Import {{kept}}', { kept: countText(kept, 'box', 'boxes') })}
        </Button>
      </div>
    </form>
  )
}

/** Without validation pictures the training ones are dealt as usual. */
function splitWords({ train, val, test }: NonNullable<ImportPreview['splits']>): string {
  const parts = { train: groupedText(train), val: groupedText(val), test: groupedText(test) }
  return val === 0
    ? t('Its test pictures stay test: {{test}}; it has none for validation, so the others are dealt.', parts)
    : t('Its split is taken over: {{train}} train, {{val}} val, {{test}} test.', parts)
}

function Mapping({ classes }: { classes: readonly MappedClass[] }) {
  return (
    <table className="import-classes">
      <thead>
        <tr>
          <th>{t('Class in the file')}</th>
          <th className="import-number">{t('Boxes')}</th>
          <th aria-hidden />
          <th>{t('Class here')}</th>
        </tr>
      </thead>
      <tbody>
        {classes.map((mapped) => (
          <ClassRow key={mapped.from} mapped={mapped} />
        ))}
      </tbody>
    </table>
  )
}

function ClassRow({ mapped: { from, boxes, target, how } }: { mapped: MappedClass }) {
  const classes = useProject((state) => state.classes)
  const isLike = how === 'like name' && target.kind === 'existing'
  return (
    <tr>
      <td className="import-name ellipsis" title={from}>
        {from}
      </td>
      <td className="import-number">{groupedText(boxes)}</td>
      <td className="faint">
        <ArrowRight aria-hidden />
      </td>
      <td>
        <span className="import-target">
          <Select
            label={t('Class here for {{from}}', { from })}
            value={target.kind === 'existing' ? target.classId : target.kind}
            options={[
              { value: 'new', label: t('a new class') },
              { value: 'none', label: t('leave out') },
              ...classes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(value) => mapClass(from, targetOf(value))}
          />
          {isLike && <span className="faint small">{t('written differently')}</span>}
        </span>
      </td>
    </tr>
  )
}

function targetOf(value: string): ClassTarget {
  return value === 'new' || value === 'none'
    ? { kind: value }
    : { kind: 'existing', classId: value as ClassId }
}
