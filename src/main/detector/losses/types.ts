import type { BoxLossName } from '../../../shared/training/config/boxLoss'
import type { ClassificationLossName } from '../../../shared/training/config/classificationLoss'
import type { LossConfig } from '../../../shared/training/config/loss'
import type * as tf from '../tf'

export type { LossConfig }

/** hard: every target is 0 or 1, which takes half the work; soft: any value in [0, 1]. */
export type TargetKind = 'hard' | 'soft'

/**
 * What a loss remembers from step to step: numbers by name, plain data that a checkpoint holds exactly. A loss never
 * changes it in place: a step whose update is dropped goes back to the memory before it.
 */
export type LossMemory = Readonly<Record<string, readonly number[]>>

/** What a sigmoid loss looks at. */
export interface ClassificationInput {
  /** [..., K] raw scores. */
  logits: tf.Tensor
  /** Same shape, in [0, 1]. */
  targets: tf.Tensor
  /** Multiplies the loss; any shape that broadcasts to the logits' ([K], [B, N, 1], ...); null: all 1. */
  weights: tf.Tensor | null
  targetKind: TargetKind
  /** Alpha of each class, [K], for the losses that have an alpha; absent or null: the one of the settings. */
  alphas?: tf.Tensor1D | null
}

/** What a softmax loss looks at. */
export interface SoftmaxInput {
  /** [R, K + 1] raw scores, background first. */
  logits: tf.Tensor2D
  /** [R] int32: 0 background, else class + 1. */
  labels: tf.Tensor1D
  /** [R] weight of each row. */
  weights: tf.Tensor1D
}

/** This step's class logits and targets on the host: what a loss with memory learns from. */
export interface SeenClassification {
  /** [R * C], rows of anchors; C = K, or K + 1 with background first. */
  logits: Float32Array
  numColumns: number
  /** Rows of the positives and the class of each. */
  positives: Int32Array
  positiveClasses: Int32Array
  /** [R]; 0: the anchor does not count. */
  rowWeights: Float32Array
}

interface WithMemory<Seen> {
  /**
   * Takes in a step before its loss is computed: returns what the loss uses in this step and remembers for the next.
   * `memory` is empty at first.
   */
  observe?(seen: Seen, memory: LossMemory, config: LossConfig): LossMemory
  /** Numbers worth plotting, such as the current gamma. */
  gauges?(memory: LossMemory, config: LossConfig): Record<string, number>
}

/** A loss of class logits against targets, one value per logit [..., K]: K sigmoids, no background column. */
export interface SigmoidLoss extends WithMemory<SeenClassification> {
  name: ClassificationLossName
  scoring: 'sigmoid'
  /** labels: 1 for the anchor's class; quality: there the IoU of predicted and labelled box, cut off from the gradient. */
  targets: 'labels' | 'quality'
  elements(input: ClassificationInput, config: LossConfig, memory: LossMemory): tf.Tensor
}

/** A loss of class logits against labels, one value per anchor [R]: classes and background compete. */
export interface SoftmaxLoss extends WithMemory<SeenClassification> {
  name: ClassificationLossName
  scoring: 'softmax'
  targets: 'labels'
  elements(input: SoftmaxInput, config: LossConfig, memory: LossMemory): tf.Tensor1D
}

export type ClassificationLoss = SigmoidLoss | SoftmaxLoss

/** Predicted and true boxes of the positives on the host, [P * 4] each, in the space of the loss. */
export interface SeenBoxes {
  predicted: Float32Array
  target: Float32Array
}

/** A loss of predicted boxes against ground truth: [P, 4] and [P, 4] -> [P]. */
export interface BoxLoss extends WithMemory<SeenBoxes> {
  name: BoxLossName
  /** offsets: compares encoded offsets; corners: compares decoded boxes, xyxy px. */
  space: 'offsets' | 'corners'
  elements(predicted: tf.Tensor2D, target: tf.Tensor2D, config: LossConfig, memory: LossMemory): tf.Tensor1D
}
