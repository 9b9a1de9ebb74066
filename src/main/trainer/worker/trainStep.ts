import type { LossParts } from '../../../shared/training/metrics'
import type { AnchorSet } from '../../detector/anchors/types'
import type { Focus } from '../../detector/losses/focusing/types'
import { type HostOutput, imagePredictions } from '../../detector/losses/hostOutput'
import type { LossSystem } from '../../detector/losses/lossSystem'
import { type FinishedLoss, type MultiboxLoss, multiboxLoss } from '../../detector/losses/multibox'
import type { LossMemory } from '../../detector/losses/types'
import { matchers } from '../../detector/matching/index'
import { assignTargets, type ImageTruth, type TargetBatch } from '../../detector/matching/targets'
import type { DetectorModel } from '../../detector/model'
import * as tf from '../../detector/tf'
import type { PlannedConfig } from '../plan/types'
import type { Batch } from './dataset'
import { warmupOf } from './schedule'

/** What a step is computed with, beside the model and its batch. */
export interface StepSettings {
  anchors: AnchorSet
  config: PlannedConfig
  losses: LossSystem
  /** What the losses remember of the steps before. */
  memory: LossMemory
  /** Number of the step, from 0, of `totalSteps`. */
  step: number
  totalSteps: number
  /** Alpha and gamma in place of those that the run has reached. */
  focus?: Focus
}

/** Loss and gradients of one batch. */
export interface StepOutcome extends FinishedLoss {
  loss: LossParts
  positives: number
  /** One for each trainable parameter of the model, in its order; whoever asked disposes of them. */
  gradients: tf.Tensor[]
}

/**
 * Loss of a batch and its gradient for everything that learns. Of the tensors made here only the gradients
 * stay. What leaves the tidy leaves through `outcome`, because tidy would walk through typed arrays.
 */
export function computeGradients(model: DetectorModel, batch: Batch, settings: StepSettings): StepOutcome {
  const { losses, memory, step, totalSteps, focus } = settings
  const { scoring } = model.architecture
  const { input } = batch
  const values = model.trainable.map((name) => model.parameters.get(name) as tf.Tensor)
  const match = createMatch(batch.truths, settings, scoring)
  let outcome: StepOutcome | null = null
  tf.tidy(() => {
    const pictures = tf.tensor4d(batch.pictures, [batch.truths.length, input.height, input.width, 3])
    let loss: MultiboxLoss | null = null
    const { grads } = tf.valueAndGrads((...current: tf.Tensor[]) => {
      const scene = { match, anchors: settings.anchors, input, progress: step / totalSteps, focus }
      loss = multiboxLoss(model.forward(pictures, current), scene, losses, memory)
      // It would be gone with the forward pass.
      tf.keep(loss.figures)
      return loss.total
    })(values)
    const { figures, targets, finish } = loss as unknown as MultiboxLoss
    const numbers = figures.dataSync()
    figures.dispose()
    outcome = {
      ...finish(numbers),
      positives: targets.positives.length,
      gradients: grads.map((gradient) => tf.keep(gradient)),
    }
  })
  return outcome as unknown as StepOutcome
}

/**
 * How anchors get their targets in a step. Matching that looks at the predictions starts after the warm-up: those of a
 * network that has seen nothing say nothing.
 */
export function createMatch(
  truths: readonly ImageTruth[],
  { anchors, config, step, totalSteps }: Pick<StepSettings, 'anchors' | 'config' | 'step' | 'totalSteps'>,
  scoring: LossSystem['classification']['scoring'],
): (output: HostOutput) => TargetBatch {
  const wished = matchers[config.matcher.kind]
  const isTooEarly = wished.needsPredictions && step < warmupOf({ ...config.schedule, totalSteps })
  const matcher = isTooEarly ? matchers.iou : wished
  const { hardNegativeWeight, sizeRange } = config.loss
  const options = { ...config.matcher, hardNegativeWeight, sizeRange }
  return (output) => {
    const predictions = matcher.needsPredictions
      ? imagePredictions(output, anchors.boxesXyxyPx, scoring)
      : null
    return assignTargets(anchors, truths, matcher, options, predictions)
  }
}
