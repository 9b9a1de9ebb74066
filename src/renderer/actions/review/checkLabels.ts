import { showReviewView } from '../../state/review/reviewView'
import { goToRoom } from '../../state/studio/navigation'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Shows where labels are checked against out-of-fold predictions. */
export const checkLabelsAction: Action = {
  id: 'checkLabels',
  label: 'Check my labels',
  group: 'Review',
  keys: ['Ctrl+Shift+K'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: () => {
    showReviewView('labels')
    goToRoom('review')
  },
}
