import { CoverageBars } from '../../../charts/CoverageBars'
import { percentText } from '../../../language/percent'
import { t } from '../../../language/t'
import { MendButton } from '../doctor/MendButton'
import type { PartProps } from './sectionParts'

/** How many of the labelled boxes some anchor fits, by size, before anything is trained. */
export function CoveragePart({ plan }: PartProps) {
  const coverage = plan?.coverage ?? null
  if (coverage === null)
    return <p className="figure-words">{t('Label some boxes to see how well anchors fit them.')}</p>
  return (
    <section className="coverage" aria-label={t('Boxes that anchors cover')}>
      <p className="figure-words">
        {t('Anchors cover')} <strong>{percentText(coverage.share)}</strong>{' '}
        {t('of your boxes at IoU 0.5. By side, px of the input:')}
      </p>
      <CoverageBars coverage={coverage} />
      {coverage.mend !== null && <MendButton mend={coverage.mend} testId="mend-coverage" />}
    </section>
  )
}
