import type { ReviewError } from '../../../../../shared/review/schema'
import { fullMomentText } from '../../../../language/moment'
import { provenanceText } from '../../../../language/provenance'
import { t } from '../../../../language/t'
import { useProject } from '../../../../state/project/project'
import { useReview } from '../../../../state/review/review'
import { runName } from '../../../../state/training/training'
import { verdictWord } from './verdictWord'

/** Where the label at a mistake comes from, the verdict on it, and what a mark on a validation picture cannot do. */
export function BoxHistory({ error }: { error: ReviewError }) {
  const document = useProject((state) => state.documents.get(error.imageId))
  const split = useReview((state) => state.split)
  const label = document?.boxes.find(({ id }) => id === error.groundTruthId)
  const verdict = verdictWord(error)
  return (
    <section className="box-history faint small" aria-label={t('History')} data-testid="box-history">
      {label !== undefined && (
        <p>{t('Label: {{label}}', { label: provenanceText(label, runName, Date.now()) })}</p>
      )}
      {verdict !== null && (
        <p>
          {t('Verdict: {{verdict}}', { verdict })}
          {error.verdictAt !== null && `, ${fullMomentText(error.verdictAt, Date.now())}`}
        </p>
      )}
      {split !== 'train' && error.verdict === 'hard-negative' && (
        <p>
          {t('Nothing is learnt from this picture itself: it only shows whether the next run does better.')}
        </p>
      )}
    </section>
  )
}
