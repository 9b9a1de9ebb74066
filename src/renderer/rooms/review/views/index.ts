import { labelsView } from './labels/view'
import { mistakesView } from './mistakes/view'
import { thresholdsView } from './thresholds/view'
import type { ReviewView } from './types'

/** The views in the order of the switch; a new one is a folder and a line here. */
export const reviewViews: readonly ReviewView[] = [mistakesView, thresholdsView, labelsView]
