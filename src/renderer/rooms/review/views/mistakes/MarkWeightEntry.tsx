import { Button } from '../../../../components/Button'
import { NumberEntry } from '../../../../components/NumberEntry'
import { t } from '../../../../language/t'
import { currentError, useReview } from '../../../../state/review/review'
import { useVerdicts, weighMark } from '../../../../state/review/verdicts'
import { useTraining } from '../../../../state/training/training'

/** How much a hard negative weighs in the loss: the one at hand, else those to come. */
export function MarkWeightEntry() {
  const error = useReview(currentError)
  const next = useVerdicts((state) => state.weight)
  const usual = useTraining((state) => state.config.loss.hardNegativeWeight)
  if (error === null || error.kind === 'fn') return null
  const isMarked = error.verdict === 'hard-negative'
  const weight = isMarked ? error.weight : next
  const set = (value: number | null) =>
    isMarked ? void weighMark(value) : useVerdicts.setState({ weight: value })
  return (
    <section className="mark-weight" aria-label={t('Weight of hard negatives')}>
      <span className="grow">
        {isMarked ? t('Weight of this hard negative') : t('Weight of hard negatives')}
      </span>
      <NumberEntry
        label={t('Weight of hard negatives')}
        testId="mark-weight"
        value={weight ?? usual}
        accepts={(value) => value >= 1 && value <= 100}
        onCommit={set}
      />
      {weight === null ? (
        <span className="faint small">{t('settings')}</span>
      ) : (
        <Button variant="quiet" title={t('As in the settings')} onClick={() => set(null)}>
          {t('Reset')}
        </Button>
      )}
    </section>
  )
}
