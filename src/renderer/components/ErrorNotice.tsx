import { X } from 'lucide-react'
import type { ErrorInfo } from '../../shared/result'
import { IconButton } from './IconButton'
import './ErrorNotice.css'

/** What went wrong, to what, and the next step; stays where it happened. */
export function ErrorNotice({ error, onDismiss }: { error: ErrorInfo; onDismiss?: () => void }) {
  return (
    <div className="error-notice" role="alert">
      <span className="error-notice-dot" />
      <p className="grow selectable">
        {error.message} {error.hint !== undefined && <span className="muted">{error.hint}</span>}
        <span className="error-notice-code mono faint">{error.code}</span>
      </p>
      {onDismiss !== undefined && <IconButton icon={X} label="Dismiss" onClick={onDismiss} />}
    </div>
  )
}
