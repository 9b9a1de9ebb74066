import type { TrainConfig } from '../../../shared/training/config/index'
import type { LossParts } from '../../../shared/training/metrics'
import type { AnchorSet } from '../../detector/anchors/types'
import { multiboxLoss, uploadTargets } from '../../detector/losses/multibox'
import { matchers } from '../../detector/matching/index'
import { assignTargets } from '../../detector/matching/targets'
import type { DetectorModel } from '../../detector/model'
import * as tf from '../../detector/tf'
import type { Batch } from './dataset'

/** Loss and gradients of one batch, on the host. */
export interface StepOutcome {
  loss: LossParts
  positives: number
  /** One for each trainable parameter of the model, in its order; whoever asked disposes of them. */
  gradients: tf.Tensor[]
  /** How micro-batches go together; see Divisors. */
  accumulation: { divided: number; counted: number }
}

/**
 * Loss of a batch and its gradient for everything that learns. Of the tensors made here only the gradients
 * stay. What leaves the tidy leaves through `outcome`, because tidy would walk through typed arrays.
 */
export function computeGradients(
  model: DetectorModel,
  batch: Batch,
  anchors: AnchorSet,
  config: TrainConfig,
  classWeights: readonly number[],
): StepOutcome {
  const { width, height } = model.architecture.input
  const targets = assignTargets(anchors, batch.truths, matchers[config.matcher.kind], {
    ...config.matcher,
    hardNegativeWeight: config.loss.hardNegativeWeight,
  })
  const values = model.trainable.map((name) => model.parameters.get(name) as tf.Tensor)
  const outcome: StepOutcome = {
    loss: { classification: 0, box: 0, quality: 0, center: 0, total: 0 },
    positives: targets.positives.length,
    gradients: [],
    accumulation: { divided: Math.max(1, targets.positives.length), counted: targets.positives.length },
  }
  tf.tidy(() => {
    const pictures = tf.tensor4d(batch.pictures, [batch.truths.length, height, width, 3])
    const uploaded = uploadTargets(targets, model.architecture.numClasses, classWeights, config.loss)
    const parts: tf.Scalar[] = []
    const { value, grads } = tf.valueAndGrads((...current: tf.Tensor[]) => {
      const { classification, box, total } = multiboxLoss(
        model.forward(pictures, current),
        uploaded,
        config.loss,
      )
      // They would be gone with the forward pass.
      parts.push(tf.keep(classification), tf.keep(box))
      return total
    })(values)
    outcome.loss.total = value.dataSync()[0] as number
    const [classification, box] = parts.map((part) => part.dataSync()[0] as number)
    tf.dispose(parts)
    Object.assign(outcome.loss, { classification, box })
    outcome.gradients = grads.map((gradient) => tf.keep(gradient))
  })
  return outcome
}
