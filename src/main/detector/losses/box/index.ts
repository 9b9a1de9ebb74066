import type { BoxLossName } from '../../../../shared/training/config/boxLoss'
import type { BoxLoss } from '../types'
import { ciou } from './ciou'
import { diou } from './diou'
import { eiou } from './eiou'
import { ghmr } from './ghmr'
import { giou } from './giou'
import { huber } from './huber'
import { iou } from './iouLoss'
import { l1 } from './l1'
import { mse } from './mse'
import { siou } from './siou'
import { smoothL1Loss } from './smoothL1'

/** All box losses by the name that the training settings use. */
export const boxLosses: Readonly<Record<BoxLossName, BoxLoss>> = {
  smoothL1: smoothL1Loss,
  huber,
  l1,
  mse,
  iou,
  giou,
  diou,
  ciou,
  eiou,
  siou,
  ghmr,
}
