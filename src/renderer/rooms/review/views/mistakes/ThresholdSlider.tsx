import { shortText } from '../../../../../shared/text/count'
import { Button } from '../../../../components/Button'
import { SectionTitle } from '../../../../components/SectionTitle'
import { Slider } from '../../../../components/Slider'
import { t } from '../../../../language/t'
import { setThreshold, takeKeptThresholds, useReview } from '../../../../state/review/review'
import { useTraining } from '../../../../state/training/training'
import './ThresholdSlider.css'

/** The score from which a detection counts, over the histogram of right and wrong ones, with live figures. */
export function ThresholdSlider() {
  const threshold = useReview((state) => state.threshold)
  const queue = useReview((state) => state.queue)
  if (queue === null) return null
  const { correct, wrong } = queue.histogram
  const most = Math.max(1, ...correct.map((count, bin) => count + wrong[bin]))
  const best = queue.bestF1Threshold
  return (
    <section className="threshold" aria-label={t('Threshold')}>
      <div className="section-head">
        <SectionTitle>{t('Threshold')}</SectionTitle>
        <output>{threshold.toFixed(3)}</output>
      </div>
      <div className="threshold-body">
        <div className="threshold-bars" aria-hidden="true">
          {correct.map((count, bin) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
              key={bin}
              className={(bin + 1) / correct.length <= threshold ? 'threshold-under' : ''}
            >
              <i style={{ height: `${(100 * wrong[bin]) / most}%`, background: 'var(--bad)' }} />
              <i style={{ height: `${(100 * count) / most}%`, background: 'var(--good)' }} />
            </span>
          ))}
        </div>
        <Slider
          label={t('Threshold')}
          testId="threshold"
          value={threshold}
          min={0.05}
          max={0.95}
          step={0.01}
          onChange={setThreshold}
        />
        <dl className="threshold-figures">
          <div>
            <dd>{queue.counts.found}</dd>
            <dt>{t('found')}</dt>
          </div>
          <div>
            <dd className="threshold-bad" data-testid="false-alarms">
              {queue.counts.falsePositives}
            </dd>
            <dt>{t('false alarms')}</dt>
          </div>
          <div>
            <dd className="threshold-missed" data-testid="missed-labels">
              {queue.counts.missed}
            </dd>
            <dt>{t('missed')}</dt>
          </div>
        </dl>
        <p className="muted">
          {t('Precision {{precision}}, recall {{recall}}', {
            precision: shortText(queue.precision),
            recall: shortText(queue.recall),
          })}
        </p>
        <KeptNote />
        {best !== null && Math.abs(best - threshold) >= 0.005 && (
          <Button onClick={() => setThreshold(best)}>
            {t('Set to best F1 ({{best}})', { best: best.toFixed(3) })}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Says that the thresholds kept with the run hold, and the way out of them and back. */
function KeptNote() {
  const { runId, isKept, threshold } = useReview()
  const kept = useTraining(({ runs }) => runs.find(({ id }) => id === runId)?.thresholds ?? null)
  if (kept === null) return null
  const own = kept.perClass.filter((one) => one !== null).length
  if (!isKept) {
    return (
      <Button data-testid="take-kept" onClick={takeKeptThresholds}>
        {t('Set to the kept thresholds')}
      </Button>
    )
  }
  if (own === 0) return <p className="muted">{t('Kept with the run in Figures.')}</p>
  return (
    <>
      <p className="muted" data-testid="kept-thresholds">
        {t('Kept with the run in Figures: {{value}} own.', {
          value: own === 1 ? t('one class has its') : t('{{own}} classes have their', { own }),
        })}
      </p>
      <Button data-testid="plain-threshold" onClick={() => setThreshold(threshold)}>
        {t('One threshold for all ({{threshold}})', { threshold: threshold.toFixed(3) })}
      </Button>
    </>
  )
}
