import type { Action } from '../../../actions/types'
import { openReview } from '../../../state/review/review'
import { showReviewView } from '../../../state/review/reviewView'
import { goToRoom } from '../../../state/studio/navigation'
import { runInSight } from './shownRun'

export const reviewRun: Action = {
  id: 'train.review',
  label: 'Review what the run got wrong',
  group: 'Train',
  keys: ['V'],
  rooms: ['train'],
  reason: 'The run in sight has nothing to review yet',
  enabled: () => runInSight()?.reviewable === true,
  run: () => {
    const run = runInSight()
    if (run === undefined) return
    void openReview(run.id)
    if (run.origin === 'folds') showReviewView('labels')
    goToRoom('review')
  },
}
