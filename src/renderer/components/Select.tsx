import { ChevronDown } from 'lucide-react'
import './Select.css'

interface SelectProps {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange(value: string): void
  testId?: string
}

/** One of many: the system's own list. */
export function Select({ label, value, options, onChange, testId }: SelectProps) {
  return (
    <span className="select">
      <select
        aria-label={label}
        data-testid={testId}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </span>
  )
}
