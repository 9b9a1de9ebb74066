import type { Action } from '../../../../../actions/types'
import { useVerdicts } from '../../../../../state/review/verdicts'
import { isEditable } from './editable'

export const pickClass: Action = {
  id: 'review.class',
  label: 'Change the class',
  group: 'Review',
  keys: ['C'],
  rooms: ['review'],
  edits: true,
  reason: 'There is no mistake in sight',
  enabled: isEditable,
  run: () => useVerdicts.setState({ isPicking: true }),
}
