import type { ErrorCause, MarkFate, ReviewQueue } from '../../../../../shared/review/schema'
import { groupedText } from '../../../../../shared/text/count'
import { ClassSwatch } from '../../../../components/ClassSwatch'
import { Panel } from '../../../../components/Panel'
import { ProgressBar } from '../../../../components/ProgressBar'
import { useProject } from '../../../../state/project'
import { filterByCause, filterByClass, useReview } from '../../../../state/review'
import { causes } from './causes'
import './CausesPanel.css'

/** Left side of Review: mistakes by cause and class (a press filters), progress, and the fate of earlier marks. */
export function CausesPanel() {
  const queue = useReview((state) => state.queue)
  return (
    <Panel id="review.left" side="left" label="Mistakes">
      <div className="section-head">
        <h2>Mistakes</h2>
        <span className="faint" data-testid="error-count">
          {queue === null ? '' : groupedText(queue.errors.length)}
        </span>
      </div>
      <div className="causes-scroll">
        {queue !== null && (
          <>
            <CauseList queue={queue} />
            <ClassList queue={queue} />
            <Round queue={queue} />
            {queue.marks.length > 0 && <Marks marks={queue.marks} />}
          </>
        )}
      </div>
    </Panel>
  )
}

function CauseList({ queue }: { queue: ReviewQueue }) {
  const chosen = useReview((state) => state.cause)
  const tide = useReview((state) => state.evaluation?.tide ?? null)
  const counts = new Map<ErrorCause, number>()
  for (const { cause } of queue.errors) counts.set(cause, (counts.get(cause) ?? 0) + 1)
  const most = Math.max(1, ...counts.values())
  return (
    <ul aria-label="Mistakes by cause">
      {(Object.keys(causes) as ErrorCause[]).map((cause) => {
        const { label, cost, color } = causes[cause]
        const count = counts.get(cause) ?? 0
        return (
          <li key={cause}>
            <button
              type="button"
              className="cause"
              aria-pressed={chosen === cause}
              data-testid={`cause-${cause}`}
              onClick={() => filterByCause(chosen === cause ? null : cause)}
            >
              <span>{label}</span>
              <span className="cause-count">{count}</span>
              <span className="cause-track">
                <span style={{ width: `${(100 * count) / most}%`, background: `var(${color})` }} />
              </span>
              <span className="cause-cost faint">
                {tide === null ? '\u00a0' : `costs ${cost(tide).toFixed(1)} AP50`}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function ClassList({ queue }: { queue: ReviewQueue }) {
  const chosen = useReview((state) => state.className)
  const classes = useProject((state) => state.classes)
  return (
    <section aria-label="Mistakes by class">
      <div className="section-head">
        <h2>Class</h2>
      </div>
      {queue.perClass.map(({ classId, name, falsePositives, missed }) => (
        <button
          key={name}
          type="button"
          className="list-row"
          aria-pressed={chosen === name}
          onClick={() => filterByClass(chosen === name ? null : name)}
        >
          <ClassSwatch color={classes.find(({ id }) => id === classId)?.color ?? 0} />
          <span className="grow ellipsis">{name}</span>
          <span className="faint">{falsePositives + missed}</span>
        </button>
      ))}
    </section>
  )
}

function Round({ queue }: { queue: ReviewQueue }) {
  const total = queue.errors.length
  const given = queue.errors.filter(({ verdict }) => verdict !== null).length
  const of = (verdict: string) => queue.errors.filter((error) => error.verdict === verdict).length
  const parts = [
    [of('accept'), 'accepted'],
    [of('reject'), 'rejected'],
    [of('hard-negative'), of('hard-negative') === 1 ? 'hard negative' : 'hard negatives'],
    [of('ignore'), 'ignored'],
  ] as const
  return (
    <section aria-label="This round">
      <div className="section-head">
        <h2>This round</h2>
        <span className="faint">
          {given} of {total}
        </span>
      </div>
      <div className="round">
        <ProgressBar label="Mistakes with a verdict" value={total === 0 ? 0 : given / total} tone="good" />
        <p className="faint small">
          {given === 0
            ? 'No verdict yet.'
            : parts
                .filter(([count]) => count > 0)
                .map(([count, word]) => `${count} ${word}`)
                .join(', ')}
        </p>
      </div>
    </section>
  )
}

function Marks({ marks }: { marks: MarkFate[] }) {
  const firing = marks.filter(({ stillFires }) => stillFires)
  return (
    <section aria-label="Hard negatives of earlier rounds">
      <div className="section-head">
        <h2>Hard negatives</h2>
        <span className="faint" data-testid="marks-silenced">
          {marks.length - firing.length} of {marks.length} silenced
        </span>
      </div>
      {marks.map((mark) => (
        <div key={mark.markId} className="list-row" title={mark.imagePath}>
          <span className="mark-state" data-fires={mark.stillFires} />
          <span className="grow ellipsis">{mark.className}</span>
          <span className="faint">
            {scoreText(mark.scoreBefore)} → {scoreText(mark.scoreNow)}
          </span>
        </div>
      ))}
    </section>
  )
}

const scoreText = (score: number | null) => (score === null ? 'silent' : score.toFixed(2))
