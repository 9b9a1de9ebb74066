import { ciouLoss } from '../detector/losses/box/ciou'
import { diouLoss } from '../detector/losses/box/diou'
import { giouLoss } from '../detector/losses/box/giou'
import { iouLoss } from '../detector/losses/box/iouLoss'
import { smoothL1 } from '../detector/losses/box/smoothL1'
import { bceWithLogits } from '../detector/losses/classification/bceWithLogits'
import { sigmoidFocal } from '../detector/losses/classification/sigmoidFocal'
import { softmaxFocal } from '../detector/losses/classification/softmaxFocal'
import { reduceLoss, weightedMean } from '../detector/losses/reduction'
import * as tf from '../detector/tf'
import { numberField, numbersField, shapeOf, wordField } from './goldenFields'
import type { GoldenCase } from './readGolden'
import { FLOAT32_GRADIENT, FLOAT32_VALUE } from './tolerances'
import type { Comparison, GoldenCheck } from './types'

const REDUCTIONS = ['none', 'mean', 'sum', 'normalized'] as const

/** torchvision's sigmoid focal loss; both the path for 0/1 targets and the one for soft ones where both apply. */
export const sigmoidFocalCheck: GoldenCheck = (golden) => {
  const targets = numbersField(golden, 'targets')
  const alpha = golden.alpha === null ? null : numberField(golden, 'alpha')
  const gamma = numberField(golden, 'gamma')
  const isHard = targets.every((target) => target === 0 || target === 1)
  return (isHard ? (['soft', 'hard'] as const) : (['soft'] as const)).flatMap((targetKind) =>
    compareLoss(golden, 'logits', (logits) => {
      const options = { alpha, gamma, targetKind, weights: weightsOf(golden) }
      return reduce(golden, sigmoidFocal(logits, float32(targets, logits.shape), options))
    }),
  )
}

/** torch's binary cross-entropy on logits. */
export const bceCheck: GoldenCheck = (golden) =>
  compareLoss(golden, 'logits', (logits) => {
    const targets = float32(numbersField(golden, 'targets'), logits.shape)
    return reduce(golden, bceWithLogits(logits, targets, { weights: weightsOf(golden) }))
  })

/** Softmax focal loss; a weighted mean divides by the weights of the samples, as torch's does. */
export const softmaxFocalCheck: GoldenCheck = (golden) => {
  const labels = numbersField(golden, 'labels')
  // Softmax does not see a common shift: with the largest logit of a row at 0, float32 loses nothing of the others.
  const shifted = { ...golden, logits: shiftRows(numbersField(golden, 'logits'), shapeOf(golden.logits)) }
  return compareLoss(shifted, 'logits', (logits) => {
    const labelTensor = tf.tensor1d(Int32Array.from(labels))
    const weights =
      golden.weight == null ? null : tf.tensor1d(Float32Array.from(numbersField(golden, 'weight')))
    const options = { gamma: numberField(golden, 'gamma'), classWeights: weights }
    const elements = softmaxFocal(logits as tf.Tensor2D, labelTensor, options)
    if (golden.reduction !== 'mean' || weights === null) return reduce(golden, elements)
    return weightedMean(elements, tf.gather(weights, labelTensor))
  })
}

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

/** Value and gradient of the sum of the value, with respect to the field `name`. */
function compareLoss(golden: GoldenCase, name: string, loss: (input: tf.Tensor) => tf.Tensor): Comparison[] {
  const comparisons: Comparison[] = []
  // The numbers leave by the list, not by tidy's return: tidy would walk every element of them.
  tf.tidy(() => {
    const numbers = numbersField(golden, name)
    // An empty list of boxes does not tell that boxes have four corners.
    const input = float32(numbers, name === 'pred' ? [numbers.length / 4, 4] : shapeOf(golden[name]))
    const value = copyOf(loss(input))
    comparisons.push({ what: 'value', actual: value, expected: golden.value, tolerance: FLOAT32_VALUE })
    if (golden.grad === undefined) return
    const gradient = copyOf(tf.grad((x) => tf.sum(loss(x)))(input))
    comparisons.push({ what: 'grad', actual: gradient, expected: golden.grad, tolerance: FLOAT32_GRADIENT })
  })
  return comparisons
}

/** float64 numbers as a tensor. */
function float32(numbers: Float64Array, shape: number[]): tf.Tensor {
  return tf.tensor(Float32Array.from(numbers), shape)
}

function copyOf(tensor: tf.Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync())
}

function reduce(golden: GoldenCase, elements: tf.Tensor): tf.Tensor {
  const normalizer = golden.normalizer === undefined ? undefined : numberField(golden, 'normalizer')
  return reduceLoss(elements, wordField(golden, 'reduction', REDUCTIONS), normalizer)
}

/** Weights of the logits' shape or one that broadcasts to it; null where the case has none. */
function weightsOf(golden: GoldenCase): tf.Tensor | null {
  return golden.weight == null ? null : float32(numbersField(golden, 'weight'), shapeOf(golden.weight))
}

/** Corners relative to the first corner of the box of the same row. */
function moveToOrigin(boxesXyxy: Float64Array, originsXyxy: Float64Array): Float64Array {
  return boxesXyxy.map((value, i) => value - originsXyxy[i - (i % 4) + (i % 2)])
}

function shiftRows(logits: Float64Array, [rows, columns]: number[]): number[][] {
  return Array.from({ length: rows }, (_, r) => {
    const row = Array.from(logits.subarray(r * columns, (r + 1) * columns))
    const highest = Math.max(...row)
    return row.map((logit) => logit - highest)
  })
}

function toRows(numbers: Float64Array, columns: number): number[][] {
  return Array.from({ length: numbers.length / columns }, (_, r) =>
    Array.from(numbers.subarray(r * columns, (r + 1) * columns)),
  )
}
