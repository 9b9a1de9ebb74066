import { canEdit } from '../../../../../actions/canEdit'
import type { Action } from '../../../../../actions/types'
import { markAtHand, weighMark } from '../../../../../state/review/verdicts'

/** Digits weigh the hard negative that was just given; 0 leaves it to the settings. */
export const weightDigits: readonly Action[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
  id: `review.weight.${digit}`,
  label:
    digit === 0 ? 'Weight of the hard negative as in the settings' : `Weight ${digit} for the hard negative`,
  family: { label: 'Weight of the last hard negative; 0: as in the settings', keys: '0 … 9' },
  group: 'Review',
  keys: [String(digit)],
  rooms: ['review'],
  edits: true,
  reason: 'Mark a hard negative first',
  enabled: () => canEdit() && markAtHand() !== null,
  run: () => weighMark(digit === 0 ? null : digit),
}))
