import { useState } from 'react'
import { Field } from '../../components/Field'
import { t } from '../../language/t'

interface ClassNameFieldProps {
  label: string
  initial: string
  /** Answers whether the name could be taken. */
  onName(name: string): boolean
  onClose(): void
}

/** A class name being written: Enter takes it, Escape or leaving puts it back. */
export function ClassNameField({ label, initial, onName, onClose }: ClassNameFieldProps) {
  const [name, setName] = useState(initial)
  return (
    <li className="class-edit">
      <Field
        autoFocus
        aria-label={label}
        data-testid="class-name"
        placeholder={t('Name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={onClose}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose()
          if (event.key === 'Enter' && onName(name)) onClose()
        }}
      />
    </li>
  )
}
