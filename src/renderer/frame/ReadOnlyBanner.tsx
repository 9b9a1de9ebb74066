import { Chip } from '../components/Chip'
import { localText, t } from '../language/t'
import { useProject } from '../state/project/project'
import './ReadOnlyBanner.css'

/** Over every room: that nothing can be changed in this project, and why. */
export function ReadOnlyBanner() {
  const reason = useProject((state) => (state.summary?.readOnly ? state.summary.readOnlyReason : null))
  if (reason === null) return null
  return (
    <div className="read-only-banner" role="status" data-testid="read-only-banner">
      <Chip tone="warn">{t('Read-only')}</Chip>
      <span className="ellipsis" title={localText(reason)}>
        {localText(reason)}
      </span>
    </div>
  )
}
