import type { ReviewError, Verdict } from '../../../../../shared/review/schema'
import { Button } from '../../../../components/Button'
import { Kbd } from '../../../../components/Kbd'
import { Panel } from '../../../../components/Panel'
import { goToRoom } from '../../../../state/navigation'
import { giveVerdict, useReview } from '../../../../state/review'
import { selectRun } from '../../../../state/training'
import { ThresholdSlider } from './ThresholdSlider'
import { verdicts } from './verdicts'
import './VerdictPanel.css'

/** Right side of Review: the verdict keys as large as they matter, the threshold, and the way back to training. */
export function VerdictPanel({ error, errors }: { error: ReviewError | null; errors: ReviewError[] }) {
  const queue = useReview((state) => state.queue)
  const position = errors.findIndex(({ id }) => id === error?.id) + 1
  return (
    <Panel id="review.right" side="right" label="Verdict">
      <div className="section-head">
        <h2>Verdict</h2>
        <span className="faint">{errors.length === 0 ? '' : `${position} of ${errors.length}`}</span>
      </div>
      <div className="verdicts">
        {error !== null &&
          verdicts[error.kind].map((entry) => (
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
                {entry.key}
              </span>
              <span>
                <span className="verdict-label">{entry.label}</span>
                <span className="verdict-words faint">{entry.words}</span>
              </span>
            </button>
          ))}
        {error !== null && (
          <p className="verdict-keys faint small">
            <Kbd chord="Enter" /> next <Kbd chord="Shift+Enter" /> back
          </p>
        )}
      </div>
      {queue !== null && <ThresholdSlider queue={queue} />}
      <div className="verdict-again">
        <Button
          variant="primary"
          size="large"
          data-testid="train-again"
          onClick={() => {
            selectRun('next')
            goToRoom('train')
          }}
        >
          {againText(queue?.counts.verdicts ?? 0)}
        </Button>
      </div>
    </Panel>
  )
}

/** Gives the verdict; pressed again, takes it back. */
function toggleVerdict(error: ReviewError, verdict: Verdict): Promise<void> {
  return giveVerdict(error.verdict === verdict ? null : verdict)
}

function againText(numVerdicts: number): string {
  if (numVerdicts === 0) return 'Train again'
  return numVerdicts === 1 ? 'Train again with 1 verdict' : `Train again with ${numVerdicts} verdicts`
}
