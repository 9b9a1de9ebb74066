import type { ReactNode } from 'react'
import './Chip.css'

interface ChipProps {
  tone?: 'plain' | 'good' | 'warn' | 'bad' | 'busy'
  /** On the canvas a chip needs a ground and a shadow of its own. */
  floating?: boolean
  children: ReactNode
  testId?: string
}

/** A short fact in a rounded frame; a tone puts a dot before it. */
export function Chip({ tone = 'plain', floating = false, children, testId }: ChipProps) {
  return (
    <span className={`chip chip-${tone}${floating ? ' chip-floating' : ''}`} data-testid={testId}>
      {tone !== 'plain' && <span className="chip-dot" />}
      {children}
    </span>
  )
}
