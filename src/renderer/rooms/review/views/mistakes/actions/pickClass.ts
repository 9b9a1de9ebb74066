import type { Action } from '../../../../../actions/types'
import { useVerdicts } from '../../../../../state/review/verdicts'
import { isEditable } from './editable'

export const pickClass: Action = {
  id: 'review.class',
  label: 'Change the class',
  group: 'Review',
  keys: ['C'],
  rooms: ['review'],
  enabled: isEditable,
  run: () => useVerdicts.setState({ isPicking: true }),
}
