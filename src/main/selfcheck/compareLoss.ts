import { reduceLoss } from '../detector/losses/reduction'
import * as tf from '../detector/tf'
import { numberField, numbersField, shapeOf, wordField } from './goldenFields'
import type { GoldenCase } from './readGolden'
import { float32Loss } from './tolerances'
import type { Comparison } from './types'

const REDUCTIONS = ['none', 'mean', 'sum', 'normalized'] as const

/**
 * Value and gradient of the sum of the value, with respect to the field `name`. `factor` multiplies the floor of the
 * tolerance.
 */
export function compareLoss(
  golden: GoldenCase,
  name: string,
  loss: (input: tf.Tensor) => tf.Tensor,
  factor = 1,
): Comparison[] {
  const comparisons: Comparison[] = []
  const tolerance = float32Loss(factor)
  // The numbers leave by the list, not by tidy's return: tidy would walk every element of them.
  tf.tidy(() => {
    const numbers = numbersField(golden, name)
    // An empty list of boxes does not tell that boxes have four corners.
    const input = float32(numbers, name === 'pred' ? [numbers.length / 4, 4] : shapeOf(golden[name]))
    const value = copyOf(loss(input))
    comparisons.push({ what: 'value', actual: value, expected: golden.value, tolerance })
    if (golden.grad === undefined) return
    const gradient = copyOf(tf.grad((x) => tf.sum(loss(x)))(input))
    comparisons.push({ what: 'grad', actual: gradient, expected: golden.grad, tolerance })
  })
  return comparisons
}

/** float64 numbers as a tensor. */
export function float32(numbers: Float64Array, shape: number[]): tf.Tensor {
  return tf.tensor(Float32Array.from(numbers), shape)
}

function copyOf(tensor: tf.Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync())
}

/** Reduces elements as the case says. */
export function reduce(golden: GoldenCase, elements: tf.Tensor): tf.Tensor {
  const normalizer = golden.normalizer === undefined ? undefined : numberField(golden, 'normalizer')
  return reduceLoss(elements, wordField(golden, 'reduction', REDUCTIONS), normalizer)
}
