import type { Verdict } from '../../../../../shared/review/schema'
import { groupedText } from '../../../../../shared/text/count'
import { ProgressBar } from '../../../../components/ProgressBar'
import { SectionTitle } from '../../../../components/SectionTitle'
import { countText } from '../../../../language/count'
import { aboutDurationText } from '../../../../language/duration'
import { t } from '../../../../language/t'
import { useReview } from '../../../../state/review/review'
import { pace } from './pace'

const words: readonly (readonly [Verdict, (count: number) => string])[] = [
  ['accept', (count) => countText(count, 'accepted', 'accepted')],
  ['mend', (count) => countText(count, 'mended', 'mended')],
  ['hard-negative', (count) => countText(count, 'hard negative')],
  ['reject', (count) => countText(count, 'rejected', 'rejected')],
  ['ignore', (count) => countText(count, 'ignored', 'ignored')],
]

/** How far this round is, how fast it goes, and how long the rest will take. */
export function Round() {
  const queue = useReview((state) => state.queue)
  if (queue === null) return null
  const judged = queue.errors.filter(({ verdict }) => verdict !== null)
  const total = queue.errors.length
  const perMinute = pace(judged.map(({ verdictAt }) => verdictAt))
  const open = total - judged.length
  const parts = words
    .map(([verdict, say]) => {
      const count = judged.filter((error) => error.verdict === verdict).length
      return { count, text: say(count) }
    })
    .filter(({ count }) => count > 0)
  return (
    <section aria-label={t('This round')}>
      <div className="section-head">
        <SectionTitle>{t('This round')}</SectionTitle>
        <span className="faint" data-testid="round-progress">
          {t('{{judged}} of {{total}}', { judged: groupedText(judged.length), total: groupedText(total) })}
        </span>
      </div>
      <div className="round">
        <ProgressBar
          label={t('Mistakes with a verdict')}
          value={total === 0 ? 0 : judged.length / total}
          tone="good"
        />
        <p className="faint small">
          {parts.length === 0 ? t('No verdict yet.') : parts.map(({ text }) => text).join(t(', '))}
        </p>
        <p className="faint small" data-testid="pace">
          {perMinute === null || open === 0
            ? '\u00a0'
            : t('{{n}} a minute, {{aboutDurationText}} for the rest', {
                n: Math.round(perMinute),
                aboutDurationText: aboutDurationText((60 * open) / perMinute),
              })}
        </p>
      </div>
    </section>
  )
}
