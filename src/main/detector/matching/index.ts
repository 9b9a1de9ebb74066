import type { TrainConfig } from '../../../shared/training/config/index'
import { atssMatcher } from './atssMatcher'
import { iouMatcher } from './iouMatcher'
import { taskAlignedMatcher } from './taskAlignedMatcher'
import type { Matcher } from './types'

/** All matchers by the name that the training settings use. */
export const matchers: Readonly<Record<TrainConfig['matcher']['kind'], Matcher>> = {
  iou: iouMatcher,
  atss: atssMatcher,
  taskAligned: taskAlignedMatcher,
}
