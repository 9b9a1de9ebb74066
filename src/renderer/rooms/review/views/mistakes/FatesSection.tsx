import type { RunRates, VerdictFate, VerdictReport } from '../../../../../shared/review/schema'
import { countText, shortText } from '../../../../../shared/text/count'
import { showOnly } from '../../../../state/labels/selection'
import { useReview } from '../../../../state/review/review'
import { goToRoom } from '../../../../state/studio/navigation'
import { useTraining } from '../../../../state/training/training'

const kinds: Record<VerdictFate['kind'], string> = {
  'hard-negative': 'hard negative',
  accepted: 'accepted box',
  mended: 'mended label',
  drawn: 'new label',
}
const outcomes: readonly { outcome: VerdictFate['outcome']; label: string }[] = [
  { outcome: 'firing', label: 'Still firing' },
  { outcome: 'missed', label: 'Still missed' },
  { outcome: 'gone', label: 'Gone' },
  { outcome: 'found', label: 'Found now' },
]

/** What became of the verdicts of earlier rounds: place by place, and in false positives a picture. */
export function FatesSection() {
  const report = useReview((state) => state.report)
  if (report === null || report.fates.length + report.unseen === 0) return null
  const marks = report.fates.filter(({ kind }) => kind === 'hard-negative')
  const labels = report.fates.filter(({ kind }) => kind !== 'hard-negative')
  const gone = marks.filter(({ outcome }) => outcome === 'gone').length
  const found = labels.filter(({ outcome }) => outcome === 'found').length
  return (
    <section aria-label="What became of your verdicts" data-testid="fates">
      <div className="section-head">
        <h2>What became of your verdicts</h2>
      </div>
      <div className="round">
        {marks.length > 0 && (
          <p className="faint small" data-testid="marks-silenced">
            {gone} of {marks.length} silenced
          </p>
        )}
        {labels.length > 0 && (
          <p className="faint small">
            {found} of {countText(labels.length, 'mended label')} found now
          </p>
        )}
        {report.unseen > 0 && <p className="faint small">{report.unseen} on pictures without a prediction</p>}
      </div>
      <Rates report={report} />
      {outcomes.map(({ outcome, label }) => (
        <FateGroup
          key={outcome}
          label={label}
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
          title={`${fate.imagePath}: open the picture in Label`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => openPicture(fate)}
        >
          <span className="fate-outcome" data-outcome={fate.outcome} />
          <span className="grow ellipsis">
            {fate.className} <span className="faint">{kinds[fate.kind]}</span>
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
    { label: `at ${sameThreshold[0].threshold.toFixed(2)}`, pair: sameThreshold },
    ...(bestThreshold === null ? [] : [{ label: 'each at its best', pair: bestThreshold }]),
  ]
  return (
    <table className="fates-rates" data-testid="fates-rates">
      <thead>
        <tr>
          <th scope="col">False positives a picture</th>
          {sameThreshold.map((rates) => (
            <th key={rates.runId} scope="col">
              {nameOf(rates)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, pair }) => (
          <tr key={label} title={pair.map(ratesText).join(', then ')}>
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
  return `${fpPerImage.toFixed(2)} at ${threshold.toFixed(2)}, recall ${shortText(recall)}`
}

const scoreText = (score: number | null) => (score === null ? 'silent' : score.toFixed(2))
