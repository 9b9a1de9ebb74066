import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import { localText } from '../language/t'
import './Segmented.css'

interface SegmentedProps<V extends string> {
  label: string
  value: V
  options: readonly { value: V; label: ReactNode; testId?: string }[]
  onChange(value: V): void
  disabled?: boolean
}

/** One of a few choices, all in sight. */
export function Segmented<V extends string>({
  label,
  value,
  options,
  onChange,
  disabled,
}: SegmentedProps<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      className="segmented"
      aria-label={label}
      value={value}
      disabled={disabled ?? false}
      // An empty value means the chosen one was pressed again: it stays chosen.
      onValueChange={(next) => next !== '' && onChange(next as V)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="segmented-item"
          data-testid={option.testId}
          onMouseDown={(event) => event.preventDefault()}
        >
          {typeof option.label === 'string' ? localText(option.label) : option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
