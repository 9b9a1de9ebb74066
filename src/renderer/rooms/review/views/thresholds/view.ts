import type { ReviewView } from '../types'
import { aimAtBestF1 } from './actions/aimAtBestF1'
import { aimAtLeastCost } from './actions/aimAtLeastCost'
import { aimForEachClass } from './actions/aimForEachClass'
import { backToFigures } from './actions/backToFigures'
import { keepThresholds } from './actions/keepThresholds'
import { measureIntervalsAction } from './actions/measureIntervals'
import { nextPair } from './actions/nextPair'
import { previousPair } from './actions/previousPair'
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
    measureIntervalsAction,
    nextPair,
    previousPair,
    backToFigures,
  ],
}
