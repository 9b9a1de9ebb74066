import type { ReviewView } from '../types'
import { backOutAction, editAction, pickClass, weightDigits } from './actions/editing'
import { clearFiltersAction, nextLayout } from './actions/layout'
import { toggleWeightMap } from './actions/toggleWeightMap'
import { verdictActions } from './actions/verdicts'
import { arrowActions, nextError, previousError } from './actions/walk'
import { MistakesView } from './MistakesView'

export const mistakesView: ReviewView = {
  id: 'mistakes',
  label: 'Mistakes',
  Component: MistakesView,
  actions: [
    ...verdictActions,
    editAction,
    pickClass,
    ...weightDigits,
    nextError,
    previousError,
    ...arrowActions,
    backOutAction,
    nextLayout,
    clearFiltersAction,
    toggleWeightMap,
  ],
}
