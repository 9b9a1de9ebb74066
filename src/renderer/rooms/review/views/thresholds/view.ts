import type { ReviewView } from '../types'
import { backToFigures } from './actions/backToFigures'
import { aimAtBestF1, aimAtLeastCost, aimForEachClass } from './actions/goals'
import { keepThresholds } from './actions/keepThresholds'
import { nextPair, previousPair } from './actions/steps'
import { ThresholdsView } from './ThresholdsView'

export const thresholdsView: ReviewView = {
  id: 'thresholds',
  label: 'Figures',
  Component: ThresholdsView,
  actions: [
    aimAtBestF1,
    aimAtLeastCost,
    aimForEachClass,
    keepThresholds,
    nextPair,
    previousPair,
    backToFigures,
  ],
}
