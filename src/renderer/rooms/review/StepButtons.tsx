import { ActionKey } from '../../actions/ActionKey'
import { undoAction } from '../../actions/history/undo'
import { keysOf, runAction } from '../../actions/runAction'
import type { Action } from '../../actions/types'
import { Button } from '../../components/Button'
import { displayChord } from '../../keys/displayChord'
import { localText, t } from '../../language/t'
import { useEdits } from '../../state/labels/edits'
import './StepButtons.css'

/** Under the verdicts: on, back and undo, each with its key; the queue's own actions are given. */
export function StepButtons({ next, back }: { next: Action; back: Action }) {
  const undoLabel = useEdits((state) => state.history.undo.at(-1)?.label)
  const steps = [
    { action: next, label: t('Next'), testId: 'review-next' },
    // Its key is too long for the row: the tooltip says it.
    { action: back, label: t('Back'), testId: 'review-back', isKeyHidden: true },
    { action: undoAction, label: t('Undo'), testId: 'review-undo' },
  ]
  return (
    <div className="step-buttons">
      {steps.map(({ action, label, testId, isKeyHidden = false }) => (
        <Button
          key={testId}
          variant="quiet"
          data-testid={testId}
          title={titleOf(action, undoLabel)}
          disabled={action === undoAction && undoLabel === undefined}
          // The keyboard stays with the queue.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => runAction(action)}
        >
          {label} {!isKeyHidden && <ActionKey action={action} />}
        </Button>
      ))}
    </div>
  )
}

function titleOf(action: Action, undoLabel: string | undefined): string {
  const label =
    action === undoAction && undoLabel !== undefined
      ? t('Undo: {{undoLabel}}', { undoLabel: localText(undoLabel) })
      : localText(action.label)
  const [chord] = keysOf(action)
  return chord === undefined ? label : `${label} (${displayChord(chord)})`
}
