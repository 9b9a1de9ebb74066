import type { Action } from '../../../../../actions/types'
import { setQueueView } from '../../../../../state/review/queueView'
import { editBox } from '../../../../../state/review/verdicts'
import { isEditable } from './editable'

/** Drag or nudge the label, or the detection before it becomes one. */
export const editAction: Action = {
  id: 'review.edit',
  label: 'Edit the box; again: the other one',
  group: 'Review',
  keys: ['E'],
  rooms: ['review'],
  edits: true,
  reason: 'There is no mistake in sight',
  enabled: isEditable,
  run: () => {
    setQueueView({ layout: 'canvas' })
    editBox()
  },
}
