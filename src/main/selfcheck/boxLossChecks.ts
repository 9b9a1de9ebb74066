import { ciouLoss } from '../detector/losses/box/ciou'
import { diouLoss } from '../detector/losses/box/diou'
import { giouLoss } from '../detector/losses/box/giou'
import { iouLoss } from '../detector/losses/box/iouLoss'
import { smoothL1 } from '../detector/losses/box/smoothL1'
import type * as tf from '../detector/tf'
import { compareLoss, float32, reduce } from './compareLoss'
import { numberField, numbersField } from './goldenFields'
import type { GoldenCheck } from './types'

/** torch's smooth L1. */
export const smoothL1Check: GoldenCheck = (golden) =>
  compareLoss(golden, 'pred', (predicted) => {
    const target = float32(numbersField(golden, 'target'), predicted.shape)
    return reduce(golden, smoothL1(predicted, target, numberField(golden, 'beta')))
  })

export const iouCheck = overlapCheck(iouLoss)
export const giouCheck = overlapCheck(giouLoss)
export const diouCheck = overlapCheck(diouLoss)
export const ciouCheck = overlapCheck(ciouLoss)

/** torchvision's losses of the IoU family. */
function overlapCheck(
  loss: (predicted: tf.Tensor, target: tf.Tensor, epsilon: number) => tf.Tensor,
): GoldenCheck {
  return (golden) => {
    // None of them sees where in the picture a pair lies: about its target's corner float32 loses least of the overlap.
    const corners = numbersField(golden, 'target')
    const target = moveToOrigin(corners, corners)
    const moved = { ...golden, pred: toRows(moveToOrigin(numbersField(golden, 'pred'), corners), 4) }
    return compareLoss(moved, 'pred', (predicted) => {
      const epsilon = golden.eps === undefined ? undefined : numberField(golden, 'eps')
      return reduce(golden, loss(predicted, float32(target, predicted.shape), epsilon as number))
    })
  }
}

/** Corners relative to the first corner of the box of the same row. */
function moveToOrigin(boxesXyxy: Float64Array, originsXyxy: Float64Array): Float64Array {
  return boxesXyxy.map((value, i) => value - originsXyxy[i - (i % 4) + (i % 2)])
}

function toRows(numbers: Float64Array, columns: number): number[][] {
  return Array.from({ length: numbers.length / columns }, (_, r) =>
    Array.from(numbers.subarray(r * columns, (r + 1) * columns)),
  )
}
