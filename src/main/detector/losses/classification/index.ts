import type { ClassificationLossName } from '../../../../shared/training/config/classificationLoss'
import type { ClassificationLoss } from '../types'
import { autoFocal } from './autoFocal'
import { bce } from './bceWithLogits'
import { dualFocal } from './dualFocal'
import { efl } from './equalizedFocal'
import { focalStar } from './focalStar'
import { ghmc } from './gradientHarmonized'
import { qfl } from './qualityFocal'
import { focal } from './sigmoidFocal'
import { softmaxCrossEntropy } from './softmaxCrossEntropy'
import { softmaxFocal } from './softmaxFocal'
import { vfl } from './varifocal'

/** All classification losses by the name that the training settings use. */
export const classificationLosses: Record<ClassificationLossName, ClassificationLoss> = {
  focal,
  bce,
  softmaxCrossEntropy,
  softmaxFocal,
  focalStar,
  qfl,
  vfl,
  ghmc,
  efl,
  dualFocal,
  autoFocal,
}
