import { ScanEye } from 'lucide-react'
import type { Action } from '../../actions/types'
import { type ReviewViewId, showReviewView, useReviewView } from '../../state/review/reviewView'
import type { Room } from '../types'
import { ReviewRoom } from './ReviewRoom'
import { reviewViews } from './views'
import type { ReviewView } from './views/types'

export const reviewRoom: Room = {
  id: 'review',
  label: 'Review',
  icon: ScanEye,
  key: 'Ctrl+3',
  Component: ReviewRoom,
  views: {
    list: reviewViews,
    current: () => useReviewView.getState().view,
    show: (id) => showReviewView(id as ReviewViewId),
  },
  actions: reviewViews.flatMap((view) => view.actions.map((action) => onlyIn(view, action))),
}

/** The action works only while its view is shown: another view may give the same key another meaning. */
function onlyIn({ id }: ReviewView, action: Action): Action {
  return {
    ...action,
    view: id,
    reason: action.reason ?? 'Its view is not in sight',
    enabled: () => useReviewView.getState().view === id && action.enabled?.() !== false,
  }
}
