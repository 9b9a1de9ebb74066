import { centreLoss } from '../detector/losses/box/centreLoss'
import { ciouLoss } from '../detector/losses/box/ciou'
import { diouLoss } from '../detector/losses/box/diou'
import { eiouLoss } from '../detector/losses/box/eiou'
import { ghmrLoss, ghmrWeights } from '../detector/losses/box/ghmr'
import { giouLoss } from '../detector/losses/box/giou'
import { huberLoss } from '../detector/losses/box/huber'
import { iouLoss, logIouLoss } from '../detector/losses/box/iouLoss'
import { l1Loss } from '../detector/losses/box/l1'
import { mseLoss } from '../detector/losses/box/mse'
import { siouLoss } from '../detector/losses/box/siou'
import { smoothL1 } from '../detector/losses/box/smoothL1'
import * as tf from '../detector/tf'
import { compareLoss, float32, reduce } from './compareLoss'
import { numberField, numbersField } from './goldenFields'
import type { GoldenCase } from './readGolden'
import { FLOAT64 } from './tolerances'
import type { GoldenCheck } from './types'

/** torch's smooth L1, Huber, L1 and squared error. */
export const smoothL1Check = offsetCheck((golden) => {
  const beta = numberField(golden, 'beta')
  return (predicted, target) => smoothL1(predicted, target, beta)
})
export const huberCheck = offsetCheck((golden) => {
  const delta = numberField(golden, 'delta')
  return (predicted, target) => huberLoss(predicted, target, delta)
})
export const l1Check = offsetCheck(() => l1Loss)
export const mseCheck = offsetCheck(() => mseLoss)

/** mmdet's GHM-R in one step of several, between the running counts before and after it. */
export const ghmrCheck: GoldenCheck = (golden) => {
  const { mu, bins, momentum } = {
    mu: numberField(golden, 'mu'),
    bins: numberField(golden, 'bins'),
    momentum: numberField(golden, 'momentum'),
  }
  const seen = { predicted: numbersField(golden, 'pred'), target: numbersField(golden, 'target') }
  const { counts, weights } = ghmrWeights(seen, Array.from(numbersField(golden, 'counts')), {
    mu,
    bins,
    momentum,
  })
  const check = offsetCheck(
    () => (predicted, target) => ghmrLoss(predicted, target, { mu, binWeights: weights }),
  )
  return [
    ...check(golden),
    { what: 'countsAfter', actual: counts, expected: golden.countsAfter, tolerance: FLOAT64 },
  ]
}

export const iouCheck = overlapCheck(iouLoss)
export const giouCheck = overlapCheck(giouLoss)
export const diouCheck = overlapCheck(diouLoss)
export const ciouCheck = overlapCheck(ciouLoss)
export const iouLogCheck = overlapCheck(logIouLoss)
export const eiouCheck = overlapCheck(eiouLoss)
export const siouCheck = overlapCheck(siouLoss)
export const centreCheck = overlapCheck(centreLoss)

type PairLoss = (predicted: tf.Tensor, target: tf.Tensor) => tf.Tensor

/** Losses of coordinates, one value for each. They see differences only: about 0 float32 loses none of their digits. */
function offsetCheck(lossOf: (golden: GoldenCase) => PairLoss): GoldenCheck {
  return (golden) => {
    const target = numbersField(golden, 'target')
    const differences = numbersField(golden, 'pred').map((value, i) => value - target[i])
    return compareLoss({ ...golden, pred: toRows(differences, 4) }, 'pred', (predicted) =>
      reduce(golden, lossOf(golden)(predicted, tf.zerosLike(predicted))),
    )
  }
}

/** Losses of the IoU family. */
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
