import type { BoxLossName } from '../../../../shared/training/config/boxLoss'
import type { BoxLoss } from '../types'
import { giou } from './giou'
import { smoothL1Loss } from './smoothL1'

/** All box losses by the name that the training settings use. */
export const boxLosses = { smoothL1: smoothL1Loss, giou } satisfies Record<BoxLossName, BoxLoss>
