import type { TrainConfig } from '../../../shared/training/config/index'
import { iouMatcher } from './iouMatcher'
import type { Matcher } from './types'

/** All matchers by the name that the training settings use. */
export const matchers = { iou: iouMatcher } satisfies Record<TrainConfig['matcher']['kind'], Matcher>
