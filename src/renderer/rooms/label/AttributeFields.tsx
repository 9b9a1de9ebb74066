import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { BoxRecord } from '../../../shared/annotation/schema'
import { attributeRows, removeAttributeEdit, setAttributeEdit } from '../../annotator/commands/boxAttributes'
import { Field } from '../../components/Field'
import { IconButton } from '../../components/IconButton'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { commit } from '../../state/labels/edits'
import { notify, reportError } from '../../state/studio/notices'
import './tools/tools.css'

type InUse = readonly { name: string; values: readonly string[] }[]

/** Free key-values of the selected boxes, completed from those in use. */
export function AttributeFields({ boxes }: { boxes: readonly BoxRecord[] }) {
  const [inUse, setInUse] = useState<InUse>([])
  const [name, setName] = useState('')
  const rows = attributeRows(boxes)
  const names = rows.map((row) => row.name).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a name that was added is in use from then on
  useEffect(() => {
    call('images.attributesInUse', {}).then(setInUse).catch(reportError)
  }, [names])
  const offered = inUse.filter((entry) => !rows.some((row) => row.name === entry.name))
  return (
    <>
      {rows.map((row) => (
        <div key={row.name} className="attribute-row" data-testid="attribute-row">
          <span className="ellipsis" title={row.name}>
            {row.name}
          </span>
          <ValueField
            key={row.value ?? ''}
            name={row.name}
            value={row.value}
            values={inUse.find((entry) => entry.name === row.name)?.values ?? []}
            onSet={(value) => set(boxes, row.name, value)}
          />
          <IconButton
            icon={X}
            label={t('Remove {{name}}', { name: row.name })}
            onClick={() => commit(removeAttributeEdit(boxes, row.name))}
          />
        </div>
      ))}
      <div className="attribute-row">
        <Field
          aria-label={t('New attribute')}
          placeholder={t('Attribute')}
          list="attribute-names"
          data-testid="attribute-name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <ValueField
          name={name}
          value=""
          values={inUse.find((entry) => entry.name === name.trim())?.values ?? []}
          onSet={(value) => {
            if (name.trim() !== '' && set(boxes, name, value)) setName('')
          }}
        />
      </div>
      <datalist id="attribute-names">
        {offered.map((entry) => (
          <option key={entry.name} value={entry.name} />
        ))}
      </datalist>
    </>
  )
}

interface ValueFieldProps {
  name: string
  /** null: the boxes differ. */
  value: string | null
  values: readonly string[]
  onSet(value: string): void
}

/** A value, kept with Enter or on leaving. */
function ValueField({ name, value, values, onSet }: ValueFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const list = `values-${name.trim() || 'new'}`
  const keep = () => {
    if (draft !== null && draft !== value) onSet(draft)
    setDraft(null)
  }
  return (
    <>
      <Field
        aria-label={name.trim() === '' ? t('Value of the new attribute') : t('Value of {{name}}', { name })}
        placeholder={value === null ? t('mixed') : t('value')}
        list={list}
        data-testid="attribute-value"
        value={draft ?? value ?? ''}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null)
          if (event.key === 'Enter') keep()
        }}
      />
      <datalist id={list}>
        {values.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  )
}

function set(boxes: readonly BoxRecord[], name: string, value: string): boolean {
  const edit = setAttributeEdit(boxes, name, value)
  if (edit !== null) return commit(edit)
  notify({ tone: 'warn', title: t('A box holds no more attributes'), detail: t('Remove one first.') })
  return false
}
