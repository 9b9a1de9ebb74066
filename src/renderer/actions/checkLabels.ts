import { goToRoom } from '../state/navigation'
import { showReviewView } from '../state/reviewView'
import { canEdit } from './canEdit'
import type { Action } from './types'

/** Shows where labels are checked against out-of-fold predictions. */
export const checkLabelsAction: Action = {
  id: 'checkLabels',
  label: 'Check my labels',
  group: 'Review',
  keys: ['Ctrl+Shift+K'],
  enabled: canEdit,
  run: () => {
    showReviewView('labels')
    goToRoom('review')
  },
}
