import type { BoxLossName, ClassificationLossName } from '../../../shared/training/config'
import { bce } from './bceWithLogits'
import { giou } from './giou'
import { focal } from './sigmoidFocal'
import { smoothL1Loss } from './smoothL1'
import type { BoxLoss, ClassificationLoss } from './types'

/** All classification losses by the name that the training settings use. */
export const classificationLosses = { focal, bce } satisfies Record<
  ClassificationLossName,
  ClassificationLoss
>

/** All box losses by the name that the training settings use. */
export const boxLosses = { smoothL1: smoothL1Loss, giou } satisfies Record<BoxLossName, BoxLoss>
