import type { ComponentType } from 'react'
import type { Action } from '../../../actions/types'
import type { ReviewViewId } from '../../../state/review/reviewView'

/** One way of looking at a run in Review: an entry of the switch at the top and what it shows. */
export interface ReviewView {
  id: ReviewViewId
  label: string
  Component: ComponentType
  /** Actions that only this view has; their keys work only in it. */
  actions: readonly Action[]
  /** false: it has something to show before any run is finished. */
  needsRun?: boolean
}
