import { canEdit } from '../../../../../actions/canEdit'
import type { Action } from '../../../../../actions/types'
import { setQueueView } from '../../../../../state/review/queueView'
import { currentError, useReview } from '../../../../../state/review/review'
import {
  backOutOfReview,
  editBox,
  markAtHand,
  useVerdicts,
  weighMark,
} from '../../../../../state/review/verdicts'

const isEditable = () => canEdit() && currentError(useReview.getState()) !== null
const base = { group: 'Review', rooms: ['review'] } as const

/** Drag or nudge the label, or the detection before it becomes one. */
export const editAction: Action = {
  ...base,
  id: 'review.edit',
  label: 'Edit the box; again: the other one',
  keys: ['E'],
  enabled: isEditable,
  run: () => {
    setQueueView({ layout: 'canvas' })
    editBox()
  },
}

export const pickClass: Action = {
  ...base,
  id: 'review.class',
  label: 'Change the class',
  keys: ['C'],
  enabled: isEditable,
  run: () => useVerdicts.setState({ isPicking: true }),
}

export const backOutAction: Action = {
  ...base,
  id: 'review.backOut',
  label: 'Back out: list of classes, edit',
  keys: ['Escape'],
  run: backOutOfReview,
}

/** Digits weigh the hard negative that was just given; 0 leaves it to the settings. */
export const weightDigits: readonly Action[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
  ...base,
  id: `review.weight.${digit}`,
  label:
    digit === 0 ? 'Weight of the hard negative as in the settings' : `Weight ${digit} for the hard negative`,
  family: { label: 'Weight of the last hard negative; 0: as in the settings', keys: '0 … 9' },
  keys: [String(digit)],
  enabled: () => canEdit() && markAtHand() !== null,
  run: () => weighMark(digit === 0 ? null : digit),
}))
