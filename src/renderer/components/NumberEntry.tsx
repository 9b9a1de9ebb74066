import { useRef, useState } from 'react'
import { numberText } from '../../shared/training/knobs/values'
import './NumberEntry.css'

interface NumberEntryProps {
  label: string
  value: number
  unit?: string | undefined
  disabled?: boolean
  /** False refuses the number that was typed: the old one stays. */
  accepts?(value: number): boolean
  onCommit(value: number): void
  testId?: string | undefined
}

/** A number that reads as text and can be typed over: Enter or leaving commits, Escape puts it back. */
export function NumberEntry({ label, value, unit, disabled, accepts, onCommit, testId }: NumberEntryProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const isCancelled = useRef(false)
  const leave = () => {
    const typed =
      draft === null || isCancelled.current ? Number.NaN : Number(draft.replace(',', '.').trim() || 'x')
    isCancelled.current = false
    setDraft(null)
    if (Number.isFinite(typed) && typed !== value && accepts?.(typed) !== false) onCommit(typed)
  }
  return (
    <span className="number-entry">
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        data-testid={testId}
        disabled={disabled}
        value={draft ?? numberText(value)}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Escape') isCancelled.current = true
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {unit !== undefined && <span className="number-entry-unit">{unit}</span>}
    </span>
  )
}
