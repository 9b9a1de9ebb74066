import * as tf from '../tf'
import { memoryOf } from './lossMemory'
import type { LossStep } from './step'
import { uploadClassTargets, uploadLabels } from './targetTensors'
import type { ClassificationInput } from './types'

/** Elements of the classification loss, and what they came from where they are sigmoids'. */
export interface ClassificationPart {
  /** [B, N, K]; [B * N] where the classes compete. */
  elements: tf.Tensor
  input: ClassificationInput | null
}

export function classificationPart(logits: tf.Tensor3D, step: LossStep): ClassificationPart {
  const { system, config, targets, weights, scores } = step
  const { classification } = system
  const memory = memoryOf(step.memory, 'classification')
  if (classification.scoring === 'softmax') {
    const [batchSize, numAnchors, numColumns] = logits.shape
    const input = {
      logits: tf.reshape(logits, [batchSize * numAnchors, numColumns]) as tf.Tensor2D,
      labels: uploadLabels(targets),
      weights: tf.tensor1d(softmaxRowWeights(step)),
    }
    return { elements: classification.elements(input, config, memory), input: null }
  }
  const uploaded = uploadClassTargets(targets, logits.shape[2], {
    scores,
    anchors: weights.anchors,
    classes: { weights: system.classWeights, on: config.classWeights.on },
  })
  const isHard = targets.positiveQualities === null && classification.targets === 'labels'
  const input: ClassificationInput = {
    logits,
    targets: uploaded.targets,
    weights: uploaded.weights,
    targetKind: isHard ? 'hard' : 'soft',
    alphas: alphasOf(step),
  }
  return { elements: classification.elements(input, config, memory), input }
}

/** Alpha of each class where some class has its own; null: one alpha for all. */
function alphasOf({ system, config }: LossStep): tf.Tensor1D | null {
  if (system.alphaByClass.every((alpha) => alpha === null)) return null
  return tf.tensor1d(system.alphaByClass.map((alpha) => alpha ?? config.focal.alpha ?? 0.5))
}

/** Weight of each anchor of a softmax, [B * N]: class weight of the positives and, for the focal loss, alpha. */
function softmaxRowWeights({ system, config, targets, weights }: LossStep): Float32Array {
  const { positives, positiveClasses } = targets
  const { alpha } = config.focal
  const isFocal = system.classification.name === 'softmaxFocal' && alpha !== null
  const rows = isFocal ? weights.anchors.map((weight) => weight * (1 - alpha)) : weights.anchors.slice()
  for (const [i, row] of positives.entries()) {
    const c = positiveClasses[i]
    const own = isFocal ? (system.alphaByClass[c] ?? alpha) : 1
    rows[row] = weights.anchors[row] * own * system.classWeights[c]
  }
  return rows
}
