import type { Action } from '../../../../../actions/types'
import { queueView, setQueueView } from '../../../../../state/review/queueView'
import { step } from '../../../../../state/review/review'
import { currentDraft, saveDraft } from '../../../../../state/review/verdicts'
import { hasError } from './hasError'

/** On to the next mistake; what is being edited is saved, and in the grid and the list the mistake is opened. */
export const nextError: Action = {
  id: 'review.next',
  label: 'Next mistake, or save the edit',
  group: 'Review',
  keys: ['Enter', 'D'],
  rooms: ['review'],
  repeats: true,
  reason: 'There is no mistake in sight',
  enabled: hasError,
  run: () => {
    if (currentDraft() !== null) return saveDraft()
    if (queueView().layout !== 'canvas') return setQueueView({ layout: 'canvas' })
    return step(1)
  },
}
