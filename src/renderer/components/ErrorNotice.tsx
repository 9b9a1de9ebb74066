import { X } from 'lucide-react'
import type { ErrorInfo } from '../../shared/result'
import { errorText } from '../language/errorText'
import { t } from '../language/t'
import { IconButton } from './IconButton'
import './ErrorNotice.css'

/** What went wrong, to what, and the next step; stays where it happened. */
export function ErrorNotice({ error, onDismiss }: { error: ErrorInfo; onDismiss?: () => void }) {
  const { message, hint } = errorText(error)
  return (
    <div className="error-notice" role="alert">
      <span className="error-notice-dot" />
      <p className="grow selectable">
        {message} {hint !== undefined && <span className="muted">{hint}</span>}
        <span className="error-notice-code mono faint">{error.code}</span>
      </p>
      {onDismiss !== undefined && <IconButton icon={X} label={t('Dismiss')} onClick={onDismiss} />}
    </div>
  )
}
