import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import type { ClassRecord } from '../../../../shared/annotation/schema'
import type { ClassId } from '../../../../shared/ids'
import { Button } from '../../../components/Button'
import { Field } from '../../../components/Field'
import { IconButton } from '../../../components/IconButton'
import { Select } from '../../../components/Select'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import { moveClass, previewChange, recolourClass, useClassManager } from '../../../state/labels/classManager'
import { useProject } from '../../../state/project/project'
import { classColors } from '../../../theme/classColors'
import { ChangePreview } from './ChangePreview'

/** What can be done with the chosen classes. */
export function ClassPane() {
  const { chosen, pending, use } = useClassManager()
  const classes = useProject((state) => state.classes)
  const isReadOnly = useProject((state) => state.summary?.readOnly !== false)
  const records = chosen.flatMap((id) => classes.find((record) => record.id === id) ?? [])
  if (records.length === 0) {
    return (
      <div className="class-pane class-pane-empty">
        <p className="muted">{t('Choose a class to rename, merge, order, colour or delete it.')}</p>
      </div>
    )
  }
  const sum = (what: 'boxes' | 'pictures' | 'marks' | 'proposals') =>
    records.reduce((total, { id }) => total + (use.get(id)?.[what] ?? 0), 0)
  const has = [
    records.length === 1
      ? t('{{boxes}} on {{pictures}}', {
          boxes: countText(sum('boxes'), 'box', 'boxes'),
          pictures: countText(sum('pictures'), 'picture'),
        })
      : countText(sum('boxes'), 'box', 'boxes'),
    ...(sum('marks') > 0 ? [countText(sum('marks'), 'mark')] : []),
    ...(sum('proposals') > 0 ? [countText(sum('proposals'), 'proposal')] : []),
  ]
  const [first] = records
  return (
    <div className="class-pane">
      <div className="class-pane-head">
        <h3 className="ellipsis">
          {records.length === 1 ? first.name : countText(records.length, 'class', 'classes')}
        </h3>
        <p className="muted small" data-testid="class-use">
          {has.join(t(', '))}
        </p>
      </div>
      <fieldset className="class-pane-fields" disabled={isReadOnly}>
        {records.length === 1 && <Single key={first.id} record={first} />}
        <MergeInto records={records} others={classes.filter(({ id }) => !chosen.includes(id))} />
        {pending?.what !== 'delete' && (
          <Button
            variant="danger"
            data-testid="preview-delete"
            onClick={() => previewChange({ what: 'delete', classIds: records.map(({ id }) => id) })}
          >
            {t('Delete…')}
          </Button>
        )}
        <ChangePreview records={records} />
      </fieldset>
    </div>
  )
}

function Single({ record }: { record: ClassRecord }) {
  const place = useProject((state) => state.classes.indexOf(record))
  const count = useProject((state) => state.classes.length)
  const [name, setName] = useState(record.name)
  const change = (next: string) => {
    setName(next)
    const isNew = next.trim() !== record.name && next.trim() !== ''
    previewChange(isNew ? { what: 'rename', classId: record.id, name: next } : null)
  }
  return (
    <>
      <Field
        prefix={t('Name')}
        aria-label={t('Name of the class')}
        data-testid="manager-name"
        maxLength={200}
        value={name}
        onChange={(event) => change(event.target.value)}
      />
      <div className="class-colors" role="radiogroup" aria-label={t('Colour')}>
        {classColors.map((value, color) => (
          <label
            key={value}
            className="class-color"
            style={{ background: value }}
            title={t('Colour {{color}}', { color: color + 1 })}
          >
            <input
              type="radio"
              name="class-color"
              className="visually-hidden"
              aria-label={t('Colour {{color}}', { color: color + 1 })}
              checked={record.color % classColors.length === color}
              onChange={() => recolourClass(record, color)}
            />
          </label>
        ))}
      </div>
      <div className="class-order">
        <span className="muted small grow">
          {t('Place {{place}} of {{n}}', { place: place + 1, n: count })}
          {place < 10 && t(', key {{place}}', { place: (place + 1) % 10 })}
        </span>
        <IconButton
          icon={ArrowUp}
          label={t('Move up')}
          action={up}
          disabled={place === 0}
          data-testid="class-up"
          onClick={() => moveClass(record.id, place - 1)}
        />
        <IconButton
          icon={ArrowDown}
          label={t('Move down')}
          action={down}
          disabled={place === count - 1}
          data-testid="class-down"
          onClick={() => moveClass(record.id, place + 1)}
        />
      </div>
    </>
  )
}

/** Keys of the open manager alone. */
const up = { id: 'classUp', keys: ['Alt+ArrowUp'] }
const down = { id: 'classDown', keys: ['Alt+ArrowDown'] }

function MergeInto({ records, others }: { records: readonly ClassRecord[]; others: readonly ClassRecord[] }) {
  const { pending } = useClassManager()
  if (others.length === 0) return null
  return (
    <Select
      label={t('Merge into')}
      testId="merge-into"
      value={pending?.what === 'merge' ? pending.into : ''}
      options={[
        { value: '', label: t('Merge into…') },
        ...others.map(({ id, name }) => ({ value: id, label: t('Merge into {{name}}', { name }) })),
      ]}
      onChange={(into) =>
        previewChange(
          into === ''
            ? null
            : { what: 'merge', classIds: records.map(({ id }) => id), into: into as ClassId },
        )
      }
    />
  )
}
