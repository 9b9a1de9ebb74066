import type { ReviewView } from '../types'
import { arrowActions } from './actions/arrows'
import { backOutAction } from './actions/backOut'
import { clearFiltersAction } from './actions/clearFilters'
import { editAction } from './actions/editBox'
import { nextError } from './actions/nextError'
import { nextLayout } from './actions/nextLayout'
import { pickClass } from './actions/pickClass'
import { previousError } from './actions/previousError'
import { toggleWeightMap } from './actions/toggleWeightMap'
import { verdictActions } from './actions/verdicts'
import { weightDigits } from './actions/weightDigits'
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
