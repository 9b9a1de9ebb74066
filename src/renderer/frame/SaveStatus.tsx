import { Button } from '../components/Button'
import { Chip } from '../components/Chip'
import { errorText } from '../language/errorText'
import { t } from '../language/t'
import { discardUnsaved, retrySaving, useEdits } from '../state/labels/edits'
import { reportError } from '../state/studio/notices'

/** Whether everything is on disk; where it is not, why, and what can be done. */
export function SaveStatus() {
  const save = useEdits((state) => state.save)
  if (save.is === 'failed') {
    const { error, canRetry, waiting } = save
    const { message, hint } = errorText(error)
    const edits = waiting === 1 ? t('1 edit') : t('{{waiting}} edits', { waiting })
    return (
      <div className="save-failed" role="alert" data-testid="save-status" data-state="failed">
        <span title={[message, hint, error.code].filter(Boolean).join('\n')} className="save-failed-why">
          <Chip tone="bad">
            <span className="ellipsis">{t('Not saved ({{edits}}): {{message}}', { edits, message })}</span>
          </Chip>
        </span>
        {canRetry ? (
          <Button onClick={() => retrySaving()}>{t('Try again')}</Button>
        ) : (
          <Button onClick={() => discardUnsaved().catch(reportError)}>{t('Show what is saved')}</Button>
        )}
      </div>
    )
  }
  return (
    <span className="save-status" role="status" data-testid="save-status" data-state={save.is}>
      {save.is === 'saving' ? (
        <Chip tone="busy">{t('Saving…')}</Chip>
      ) : (
        <Chip tone="good">
          {save.at === null ? t('All saved') : t('Saved {{at}}', { at: timeOfDay(save.at) })}
        </Chip>
      )}
    </span>
  )
}

function timeOfDay(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB')
}
