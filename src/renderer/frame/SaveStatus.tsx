import { Button } from '../components/Button'
import { Chip } from '../components/Chip'
import { discardUnsaved, retrySaving, useEdits } from '../state/labels/edits'
import { reportError } from '../state/studio/notices'

/** Whether everything is on disk; where it is not, why, and what can be done. */
export function SaveStatus() {
  const save = useEdits((state) => state.save)
  if (save.is === 'failed') {
    const { error, canRetry, waiting } = save
    const edits = waiting === 1 ? '1 edit' : `${waiting} edits`
    return (
      <div className="save-failed" role="alert" data-testid="save-status" data-state="failed">
        <span title={[error.message, error.hint, error.code].filter(Boolean).join('\n')} className="ellipsis">
          <Chip tone="bad">
            Not saved ({edits}): {error.message}
          </Chip>
        </span>
        {canRetry ? (
          <Button onClick={() => retrySaving()}>Try again</Button>
        ) : (
          <Button onClick={() => discardUnsaved().catch(reportError)}>Show what is saved</Button>
        )}
      </div>
    )
  }
  return (
    <span className="save-status" role="status" data-testid="save-status" data-state={save.is}>
      {save.is === 'saving' ? (
        <Chip tone="busy">Saving…</Chip>
      ) : (
        <Chip tone="good">{save.at === null ? 'All saved' : `Saved ${timeOfDay(save.at)}`}</Chip>
      )}
    </span>
  )
}

function timeOfDay(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB')
}
