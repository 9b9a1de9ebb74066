import { clippedGradients } from './clippedGradients'
import { divergingLoss } from './divergingLoss'
import { flatLoss } from './flatLoss'
import { noPositives } from './noPositives'
import { nothingFound } from './nothingFound'
import { overfitting } from './overfitting'
import type { StartRunCheck } from './types'
import { wiring } from './wiring'

/** Every check of a run in progress. To add one: a file beside this, a line here, a test. */
export const runChecks: readonly StartRunCheck[] = [
  wiring,
  noPositives,
  divergingLoss,
  flatLoss,
  clippedGradients,
  nothingFound,
  overfitting,
]
