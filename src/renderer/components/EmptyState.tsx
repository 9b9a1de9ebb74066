import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './EmptyState.css'

interface EmptyStateProps {
  icon?: LucideIcon
  title: string
  /** What to do first, or why there is nothing. */
  children?: ReactNode
  actions?: ReactNode
  testId?: string
}

/** What stands where nothing is yet: says what to do first. */
export function EmptyState({ icon: Icon, title, children, actions, testId }: EmptyStateProps) {
  return (
    <div className="empty" data-testid={testId}>
      {Icon !== undefined && <Icon aria-hidden />}
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className="empty-actions">{actions}</div>}
    </div>
  )
}
