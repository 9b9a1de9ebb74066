import type { BoxLossName, ClassificationLossName, TrainConfig } from '../../../shared/training/config'
import type * as tf from '../tf'

export type LossConfig = TrainConfig['loss']

/** hard: every target is 0 or 1, which takes half the work; soft: any value in [0, 1]. */
export type TargetKind = 'hard' | 'soft'

/** What a classification loss looks at. */
export interface ClassificationInput {
  /** [..., K] raw scores. */
  logits: tf.Tensor
  /** Same shape, in [0, 1]. */
  targets: tf.Tensor
  /** Multiplies the loss; any shape that broadcasts to the logits' ([K], [B, N, 1], ...); null: all 1. */
  weights: tf.Tensor | null
  targetKind: TargetKind
}

/** A loss of class logits against targets: one value per logit, [..., K]. */
export interface ClassificationLoss {
  name: ClassificationLossName
  elements(input: ClassificationInput, config: LossConfig): tf.Tensor
}

/** A loss of predicted boxes against ground truth: [P, 4] and [P, 4] -> [P]. */
export interface BoxLoss {
  name: BoxLossName
  /** offsets: compares encoded offsets; corners: compares decoded boxes, xyxy px. */
  space: 'offsets' | 'corners'
  elements(predicted: tf.Tensor2D, target: tf.Tensor2D, config: LossConfig): tf.Tensor1D
}
