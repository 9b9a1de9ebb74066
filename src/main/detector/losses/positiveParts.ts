import { decodeOffsets } from '../coding/boxCoder'
import * as tf from '../tf'
import { centreLoss } from './box/centreLoss'
import { bceWithLogits } from './classification/bceWithLogits'
import { gatherRows, sumAll } from './gradients'
import type { DetectorOutput } from './hostOutput'
import { memoryOf } from './lossMemory'
import { qualityTargets } from './quality/index'
import type { LossStep } from './step'
import { uploadBoxes } from './targetTensors'

/** Weighted sums over the positives: box, quality and centre loss; null: the part is off. */
export interface PositiveSums {
  box: tf.Scalar
  quality: tf.Scalar | null
  center: tf.Scalar | null
}

export function positiveSums({ offsets, quality }: DetectorOutput, step: LossStep): PositiveSums {
  const { system, config, targets, seen, weights } = step
  const boxes = uploadBoxes(targets, weights)
  const rowsOf = (table: tf.Tensor3D, width: number) =>
    gatherRows(tf.reshape(table, [-1, width]) as tf.Tensor2D, boxes.rows)
  const sumOf = (perPositive: tf.Tensor, weights: tf.Tensor1D) => sumAll(tf.mul(perPositive, weights))

  const predicted = rowsOf(offsets, 4) // [P, 4]
  const hasCentre = config.lambdaCenter > 0
  const isDecoded = system.box.space === 'corners'
  const corners = isDecoded || hasCentre ? decodeOffsets(predicted, boxes.anchorsCxcywhPx) : null
  const memory = memoryOf(step.memory, 'box')
  const perBox =
    isDecoded && corners !== null
      ? system.box.elements(corners, boxes.boxesXyxyPx, config, memory)
      : system.box.elements(predicted, boxes.offsets, config, memory)
  const sums: PositiveSums = { box: sumOf(perBox, boxes.boxWeights), quality: null, center: null }
  if (hasCentre && corners !== null) {
    sums.center = sumOf(centreLoss(corners, boxes.boxesXyxyPx), boxes.positiveWeights)
  }
  if (config.quality !== 'none') {
    if (quality === undefined || quality === null) {
      throw new RangeError('the loss has a quality part, the network no quality head')
    }
    const logits = tf.reshape(rowsOf(quality, 1), [-1]) // [P]
    const goals = qualityTargets[config.quality].targets(targets, seen)
    const goal = goals.length === 0 ? tf.zerosLike(logits) : tf.tensor1d(goals)
    sums.quality = sumOf(bceWithLogits(logits, goal), boxes.positiveWeights)
  }
  return sums
}
