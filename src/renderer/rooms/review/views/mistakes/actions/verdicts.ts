import type { Verdict } from '../../../../../../shared/review/schema'
import { canEdit } from '../../../../../actions/canEdit'
import type { Action } from '../../../../../actions/types'
import { english } from '../../../../../language/t'
import { currentError, useReview } from '../../../../../state/review/review'
import { currentDraft, giveVerdict, saveDraft } from '../../../../../state/review/verdicts'
import { verdicts } from '../verdicts'

const keys: Record<Verdict, string> = {
  accept: 'A',
  'hard-negative': 'N',
  reject: 'X',
  ignore: 'G',
  mend: 'M',
}
const labels: Record<Verdict, string> = {
  accept: english('Accept as label'),
  'hard-negative': english('Mark as hard negative'),
  reject: english('Reject'),
  ignore: english('Ignore region'),
  mend: english('Label as the model says'),
}

/** One key a verdict; pressed again on the same mistake, it is taken back. */
export const verdictActions: readonly Action[] = (Object.keys(keys) as Verdict[]).map((verdict) => ({
  id: `review.${verdict}`,
  label: labels[verdict],
  group: 'Review',
  keys: [keys[verdict]],
  rooms: ['review'],
  edits: true,
  reason: 'The mistake in sight does not take this verdict',
  enabled: () => {
    const error = currentError(useReview.getState())
    return error !== null && canEdit() && verdicts[error.cause].some((entry) => entry.verdict === verdict)
  },
  run: () => {
    const error = currentError(useReview.getState())
    // What is being edited is what would be accepted.
    if (verdict === 'accept' && currentDraft() !== null) return saveDraft()
    return giveVerdict(error?.verdict === verdict ? null : verdict)
  },
}))
