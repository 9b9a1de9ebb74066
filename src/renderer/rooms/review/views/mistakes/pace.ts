import { VERDICT_PAUSE_MS, workGaps } from '../../../../../shared/pace/workTime'

/** Only the newest verdicts tell how fast it goes now. */
const RECENT = 30
/** Fewer tell nothing. */
const LEAST = 3

/** Verdicts a minute over the newest ones, pauses left out; null while there are too few. `times`: ms since 1970. */
export function pace(times: readonly (number | null)[]): number | null {
  const recent = times
    .filter((time) => time !== null)
    .sort((a, b) => a - b)
    .slice(-RECENT)
  const gaps = workGaps(recent, VERDICT_PAUSE_MS)
  if (gaps.length + 1 < LEAST) return null
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  return mean > 0 ? 60_000 / mean : null
}
