import type { RunRates, VerdictFate, VerdictReport } from '../../../../../shared/review/schema'
import { shortText } from '../../../../../shared/text/count'
import { SectionTitle } from '../../../../components/SectionTitle'
import { countText } from '../../../../language/count'
import { english, localText, t } from '../../../../language/t'
import { showOnly } from '../../../../state/labels/selection'
import { useReview } from '../../../../state/review/review'
import { goToRoom } from '../../../../state/studio/navigation'
import { useTraining } from '../../../../state/training/training'

const kinds: Record<VerdictFate['kind'], string> = {
  'hard-negative': english('hard negative'),
  accepted: english('accepted box'),
  mended: english('mended label'),
  drawn: english('new label'),
}
const outcomes: readonly { outcome: VerdictFate['outcome']; label: string }[] = [
  { outcome: 'firing', label: 'Still firing' },
  { outcome: 'missed', label: 'Still missed' },
  { outcome: 'gone', label: 'Gone' },
  { outcome: 'found', label: 'Found now' },
]

/** Whether there were verdicts of which something can have become. */
export const hasFates = (report: VerdictReport | null): boolean =>
  report !== null && report.fates.length + report.unseen > 0

/** What became of the verdicts of earlier rounds: place by place, and in false positives a picture. */
export function FatesSection() {
  const report = useReview((state) => state.report)
  if (report === null || !hasFates(report)) return null
  const marks = report.fates.filter(({ kind }) => kind === 'hard-negative')
  const labels = report.fates.filter(({ kind }) => kind !== 'hard-negative')
  const gone = marks.filter(({ outcome }) => outcome === 'gone').length
  const found = labels.filter(({ outcome }) => outcome === 'found').length
  return (
    <section aria-label={t('What became of your verdicts')} data-testid="fates">
      <div className="section-head">
        <SectionTitle>{t('What became of your verdicts')}</SectionTitle>
      </div>
      <div className="round">
        {marks.length > 0 && (
          <p className="faint small" data-testid="marks-silenced">
            {t('{{gone}} of {{marks}} silenced', { gone, marks: marks.length })}
          </p>
        )}
        {labels.length > 0 && (
          <p className="faint small">
            {t('{{found}} of {{labels}} found now', {
              found,
              labels: countText(labels.length, 'mended label'),
            })}
          </p>
        )}
        {report.unseen > 0 && (
          <p className="faint small">
            {t('{{unseen}} on pictures without a prediction', { unseen: report.unseen })}
          </p>
        )}
      </div>
      <Rates report={report} />
      {outcomes.map(({ outcome, label }) => (
        <FateGroup
          key={outcome}
          label={localText(label)}
          fates={report.fates.filter((one) => one.outcome === outcome)}
        />
      ))}
    </section>
  )
}

function FateGroup({ label, fates }: { label: string; fates: readonly VerdictFate[] }) {
  if (fates.length === 0) return null
  return (
    <section aria-label={label}>
      <p className="fate-group">
        {label}, {fates.length}
      </p>
      {fates.map((fate) => (
        <button
          key={`${fate.kind} ${fate.id}`}
          type="button"
          className="list-row"
          data-testid="fate"
          data-outcome={fate.outcome}
          title={t('{{imagePath}}: open the picture in Label', { imagePath: fate.imagePath })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => openPicture(fate)}
        >
          <span className="fate-outcome" data-outcome={fate.outcome} />
          <span className="grow ellipsis">
            {fate.className} <span className="faint">{localText(kinds[fate.kind])}</span>
          </span>
          <span className="faint">
            {scoreText(fate.scoreBefore)} → {scoreText(fate.scoreNow)}
          </span>
        </button>
      ))}
    </section>
  )
}

/** The picture of a place, in Label, alone in the list. */
function openPicture({ imageId, imagePath }: VerdictFate): void {
  showOnly({ title: imagePath.split('/').at(-1) ?? imagePath, imageIds: [imageId] })
  goToRoom('label')
}

function Rates({ report }: { report: VerdictReport }) {
  const runs = useTraining((state) => state.runs)
  const nameOf = ({ runId }: RunRates) => runs.find(({ id }) => id === runId)?.name ?? runId
  const { sameThreshold, bestThreshold } = report
  if (sameThreshold === null) return null
  const rows = [
    {
      label: t('at {{threshold}}', { threshold: sameThreshold[0].threshold.toFixed(3) }),
      pair: sameThreshold,
    },
    ...(bestThreshold === null ? [] : [{ label: t('each at its best'), pair: bestThreshold }]),
  ]
  return (
    <table className="fates-rates" data-testid="fates-rates">
      <thead>
        <tr>
          <th scope="col">{t('False positives a picture')}</th>
          {sameThreshold.map((rates) => (
            <th key={rates.runId} scope="col">
              {nameOf(rates)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, pair }) => (
          <tr key={label} title={pair.map(ratesText).join(t(', then '))}>
            <td>{label}</td>
            {pair.map((rates) => (
              <td key={rates.runId}>{rates.fpPerImage.toFixed(2)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ratesText({ threshold, fpPerImage, recall }: RunRates): string {
  return t('{{fpPerImage}} at {{threshold}}, recall {{recall}}', {
    fpPerImage: fpPerImage.toFixed(2),
    threshold: threshold.toFixed(3),
    recall: shortText(recall),
  })
}

const scoreText = (score: number | null) => (score === null ? t('silent') : score.toFixed(2))
