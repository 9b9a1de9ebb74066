import type { Verdict } from '../../../../../../shared/review/schema'
import type { Action } from '../../../../../actions/types'
import { currentError, giveVerdict, useReview } from '../../../../../state/review'
import { verdicts } from '../verdicts'

const keys: Record<Verdict, string> = { accept: 'A', 'hard-negative': 'N', reject: 'X', ignore: 'G' }
const labels: Record<Verdict, string> = {
  accept: 'Accept as label',
  'hard-negative': 'Mark as hard negative',
  reject: 'Reject',
  ignore: 'Ignore region',
}

/** One key a verdict; pressed again on the same mistake, it is taken back. */
export const verdictActions: readonly Action[] = (Object.keys(keys) as Verdict[]).map((verdict) => ({
  id: `review.${verdict}`,
  label: labels[verdict],
  group: 'Review',
  keys: [keys[verdict]],
  rooms: ['review'],
  enabled: () => {
    const error = currentError(useReview.getState())
    return error !== null && verdicts[error.kind].some((entry) => entry.verdict === verdict)
  },
  run: () => {
    const error = currentError(useReview.getState())
    return giveVerdict(error?.verdict === verdict ? null : verdict)
  },
}))
