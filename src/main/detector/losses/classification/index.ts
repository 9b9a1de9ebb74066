import type { ClassificationLossName } from '../../../../shared/training/config/classificationLoss'
import type { ClassificationLoss } from '../types'
import { bce } from './bceWithLogits'
import { focal } from './sigmoidFocal'

/** All classification losses by the name that the training settings use. */
export const classificationLosses = { focal, bce } satisfies Record<
  ClassificationLossName,
  ClassificationLoss
>
