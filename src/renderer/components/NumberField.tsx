import { useRef, useState } from 'react'
import { Field } from './Field'

interface NumberFieldProps {
  label: string
  prefix: string
  value: number
  digits?: number
  disabled?: boolean
  onCommit(value: number): void
  testId?: string
}

/** A number that is committed by Enter or on leaving, and put back by Escape. */
export function NumberField({
  label,
  prefix,
  value,
  digits = 1,
  disabled,
  onCommit,
  testId,
}: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const cancelled = useRef(false)
  const leave = () => {
    const parsed =
      draft === null || cancelled.current ? Number.NaN : Number.parseFloat(draft.replace(',', '.'))
    cancelled.current = false
    setDraft(null)
    if (Number.isFinite(parsed) && parsed !== value) onCommit(parsed)
  }
  return (
    <Field
      prefix={prefix}
      aria-label={label}
      data-testid={testId}
      inputMode="decimal"
      disabled={disabled}
      value={draft ?? value.toFixed(digits)}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancelled.current = true
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
