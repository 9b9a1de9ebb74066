import { create } from 'zustand'

export type ReviewViewId = 'mistakes' | 'thresholds' | 'labels'

/** Which way of looking at a run Review is in. */
export const useReviewView = create<{ view: ReviewViewId }>(() => ({ view: 'mistakes' }))

export function showReviewView(view: ReviewViewId): void {
  useReviewView.setState({ view })
}
