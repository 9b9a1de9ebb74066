import type { ReviewQueue } from '../../../../../shared/review/schema'
import { groupedText } from '../../../../../shared/text/count'
import { aboutDurationText } from '../../../../../shared/text/duration'
import { ProgressBar } from '../../../../components/ProgressBar'
import { pace } from './pace'

const words = [
  ['accept', 'accepted', 'accepted'],
  ['mend', 'mended', 'mended'],
  ['hard-negative', 'hard negative', 'hard negatives'],
  ['reject', 'rejected', 'rejected'],
  ['ignore', 'ignored', 'ignored'],
] as const

/** How far this round is, how fast it goes, and how long the rest will take. */
export function Round({ queue }: { queue: ReviewQueue }) {
  const judged = queue.errors.filter(({ verdict }) => verdict !== null)
  const total = queue.errors.length
  const perMinute = pace(judged.map(({ verdictAt }) => verdictAt))
  const open = total - judged.length
  const parts = words
    .map(([verdict, one, many]) => {
      const count = judged.filter((error) => error.verdict === verdict).length
      return { count, text: `${count} ${count === 1 ? one : many}` }
    })
    .filter(({ count }) => count > 0)
  return (
    <section aria-label="This round">
      <div className="section-head">
        <h2>This round</h2>
        <span className="faint" data-testid="round-progress">
          {groupedText(judged.length)} of {groupedText(total)}
        </span>
      </div>
      <div className="round">
        <ProgressBar
          label="Mistakes with a verdict"
          value={total === 0 ? 0 : judged.length / total}
          tone="good"
        />
        <p className="faint small">
          {parts.length === 0 ? 'No verdict yet.' : parts.map(({ text }) => text).join(', ')}
        </p>
        <p className="faint small" data-testid="pace">
          {perMinute === null || open === 0
            ? '\u00a0'
            : `${Math.round(perMinute)} a minute, ${aboutDurationText((60 * open) / perMinute)} for the rest`}
        </p>
      </div>
    </section>
  )
}
