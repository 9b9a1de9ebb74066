import type { ReviewView } from '../types'
import { nextError } from './actions/nextError'
import { previousError } from './actions/previousError'
import { toggleWeightMap } from './actions/toggleWeightMap'
import { verdictActions } from './actions/verdicts'
import { MistakesView } from './MistakesView'

export const mistakesView: ReviewView = {
  id: 'mistakes',
  label: 'Mistakes',
  Component: MistakesView,
  actions: [...verdictActions, nextError, previousError, toggleWeightMap],
}
