import type { ReviewError, Verdict } from '../../../../../shared/review/schema'
import { groupedText } from '../../../../../shared/text/count'
import { ActionKey } from '../../../../actions/ActionKey'
import { ActionLetter } from '../../../../actions/ActionLetter'
import { runAction } from '../../../../actions/runAction'
import type { Action } from '../../../../actions/types'
import { Button } from '../../../../components/Button'
import { SectionTitle } from '../../../../components/SectionTitle'
import { localText, t } from '../../../../language/t'
import { useQueueView } from '../../../../state/review/queueView'
import { currentError, useReview, visibleErrors } from '../../../../state/review/review'
import { giveVerdict, saveDraft, useVerdicts } from '../../../../state/review/verdicts'
import { StepButtons } from '../../StepButtons'
import { backOutAction } from './actions/backOut'
import { editAction } from './actions/editBox'
import { nextError } from './actions/nextError'
import { pickClass } from './actions/pickClass'
import { previousError } from './actions/previousError'
import { verdictActions } from './actions/verdicts'
import { BoxHistory } from './BoxHistory'
import { MarkWeightEntry } from './MarkWeightEntry'
import { verdicts } from './verdicts'

/** The verdict keys, as large as they matter, and where the box at hand comes from. */
export function VerdictSection() {
  const review = useReview()
  const view = useQueueView()
  const draft = useVerdicts((state) => state.draft)
  const errors = visibleErrors(review, view)
  const error = currentError(review)
  const position = errors.findIndex(({ id }) => id === error?.id) + 1
  const isEditing = draft !== null && draft.errorId === error?.id
  return (
    <section className="verdict-section" aria-label={t('Verdict')}>
      <div className="section-head">
        <SectionTitle>{t('Verdict')}</SectionTitle>
        <span className="faint">
          {errors.length === 0
            ? ''
            : t('{{position}} of {{errors}}', {
                position: groupedText(position),
                errors: groupedText(errors.length),
              })}
        </span>
      </div>
      <div className="verdicts-scroll">
        <div className="verdicts">
          {error !== null && isEditing && <SaveEdit />}
          {error !== null &&
            !isEditing &&
            verdicts[error.cause].map((entry) => (
              <button
                key={entry.verdict}
                type="button"
                className="verdict"
                aria-pressed={error.verdict === entry.verdict}
                data-testid={`verdict-${entry.verdict}`}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => void toggleVerdict(error, entry.verdict)}
              >
                <span className="verdict-key" style={{ color: `var(${entry.color})` }}>
                  <ActionLetter action={verdictActions.find(({ id }) => id === `review.${entry.verdict}`)} />
                </span>
                <span>
                  <span className="verdict-label">{localText(entry.label)}</span>
                  <span className="verdict-words faint">{localText(entry.words)}</span>
                </span>
              </button>
            ))}
          {error !== null && (
            <div className="verdict-tools">
              <Tool action={editAction} label={isEditing ? t('Other box') : t('Edit box')} />
              <Tool action={pickClass} label={t('Class')} />
            </div>
          )}
          {error !== null && <StepButtons next={nextError} back={previousError} />}
        </div>
        {error !== null && <BoxHistory error={error} />}
        <MarkWeightEntry />
      </div>
    </section>
  )
}

function SaveEdit() {
  return (
    <>
      <p className="faint small">
        {t('Drag the box or its handles, or use the arrows; with Ctrl they move an edge.')}
      </p>
      <Button variant="primary" data-testid="save-edit" onClick={() => void saveDraft()}>
        {t('Save as mended')} <ActionKey action={nextError} />
      </Button>
      <Button variant="quiet" data-testid="cancel-edit" onClick={() => useVerdicts.setState({ draft: null })}>
        {t('Leave it')} <ActionKey action={backOutAction} />
      </Button>
    </>
  )
}

function Tool({ action, label }: { action: Action; label: string }) {
  return (
    <Button title={localText(action.label)} data-testid={action.id} onClick={() => runAction(action)}>
      {localText(label)} <ActionKey action={action} />
    </Button>
  )
}

/** Gives the verdict; pressed again, takes it back. */
function toggleVerdict(error: ReviewError, verdict: Verdict): Promise<void> {
  return giveVerdict(error.verdict === verdict ? null : verdict)
}
