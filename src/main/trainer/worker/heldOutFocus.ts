import type { Focus, FocusSlopes } from '../../detector/losses/focusing/types'
import { memoryOf, withMemoryOf } from '../../detector/losses/lossMemory'
import { createLossSystem } from '../../detector/losses/lossSystem'
import { multiboxLoss } from '../../detector/losses/multibox'
import type { LossConfig, LossMemory } from '../../detector/losses/types'
import { anchorsAt } from '../../detector/network/anchorsAt'
import * as tf from '../../detector/tf'
import type { Batch } from './dataset'
import { createDeck } from './deck'
import { plainBatch } from './plainBatch'
import type { PreparedRun } from './prepareRun'
import { computeGradients, createMatch, type StepSettings } from './trainStep'

/** Steps between two looks at held-out pictures; each costs about five steps. */
const EVERY = 50
/** How far alpha and gamma are moved to see what that does. */
const SHIFT = 0.1
const ALPHA_EDGE = 0.01

/** Whether alpha and gamma look at held-out pictures after this step. */
export function isHeldOutDue({ losses, state, val }: PreparedRun): boolean {
  return losses.focusing.signal(losses.config) === 'val' && val.images.length > 0 && state.step % EVERY === 0
}

/**
 * Moves alpha and gamma towards what helps on held-out pictures: the gradient of `batch` is taken at gamma + 0.1 and at
 * gamma - 0.1, each is followed for one virtual step of plain gradient descent, and the unweighted binary cross-entropy
 * on validation pictures is compared; the same for alpha. The slope is that difference over the step's own progress,
 * so that it does not depend on the learning rate, and it stands for all steps since the last look. Which
 * pictures are held out depends on the step alone. Returns the memory afterwards; the weights stay as they are.
 */
export async function followHeldOut(
  run: PreparedRun,
  batch: Batch,
  learningRate: number,
): Promise<LossMemory> {
  const { state, losses, val, trunk, model } = run
  const first = (state.step / EVERY) * batch.truths.length
  const { entries } = createDeck(val.images, run.plan.config, run.plan.view)
  const shown = batch.truths.map((_, i) => entries[(first + i) % entries.length])
  const heldOut = await plainBatch(shown, val.cache, trunk, model.architecture.input)
  const own = memoryOf(state.lossMemory, 'focusing')
  const focus = losses.focusing.focus(losses.config, own, state.step / state.totalSteps)
  const lossAfter = (virtual: Focus) => lossAfterStep(run, { batch, heldOut, focus: virtual, learningRate })
  const before = heldOutLoss(run, heldOut)
  const slopeOf = (up: Focus, down: Focus, distance: number) => {
    const [high, low] = [lossAfter(up), lossAfter(down)]
    const progress = Math.abs(before - (high + low) / 2)
    const slope = progress > 0 ? (high - low) / distance / progress : 0
    return EVERY * Math.min(Math.max(slope, -1), 1)
  }
  const lower = Math.max(0, focus.gamma - SHIFT)
  const slopes: FocusSlopes = {
    gamma: slopeOf(
      { ...focus, gamma: focus.gamma + SHIFT },
      { ...focus, gamma: lower },
      focus.gamma + SHIFT - lower,
    ),
    alpha: 0,
  }
  if (focus.alpha !== null) {
    const [up, down] = [
      Math.min(focus.alpha + SHIFT, 1 - ALPHA_EDGE),
      Math.max(focus.alpha - SHIFT, ALPHA_EDGE),
    ]
    slopes.alpha = slopeOf({ ...focus, alpha: up }, { ...focus, alpha: down }, up - down)
  }
  return withMemoryOf(state.lossMemory, 'focusing', losses.focusing.learn(slopes, losses.config, own))
}

interface VirtualStep {
  batch: Batch
  heldOut: Batch
  focus: Focus
  learningRate: number
}

/** Held-out loss after one step down the gradient that another alpha and gamma give; nothing stays changed. */
function lossAfterStep(run: PreparedRun, { batch, heldOut, focus, learningRate }: VirtualStep): number {
  const { model } = run
  const { gradients } = computeGradients(model, batch, { ...settingsOf(run, batch), focus })
  const moved = tf.tidy(() => {
    const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient))))).dataSync()[0]
    const { clipNorm } = run.plan.config.optimizer
    const rate = learningRate * (clipNorm > 0 ? Math.min(1, clipNorm / norm) : 1)
    return model.trainable.map((name, i) =>
      tf.sub(model.parameters.get(name) as tf.Tensor, tf.mul(gradients[i] as tf.Tensor, rate)),
    )
  })
  tf.dispose(gradients)
  try {
    return heldOutLoss(run, heldOut, moved)
  } finally {
    tf.dispose(moved)
  }
}

/** Binary cross-entropy of all anchors that count over the positives, without any weight. */
function heldOutLoss(run: PreparedRun, batch: Batch, values?: readonly tf.Tensor[]): number {
  const { model, job } = run
  const { input } = batch
  const settings = settingsOf(run, batch)
  const plain = createLossSystem(unweighted(run.losses.config), job.classes, [])
  const match = createMatch(batch.truths, settings, 'sigmoid')
  let loss = 0
  tf.tidy(() => {
    const pictures = tf.tensor4d(batch.pictures, [batch.truths.length, input.height, input.width, 3])
    const scene = { match, anchors: settings.anchors, input, progress: 0 }
    const { figures, finish } = multiboxLoss(model.forward(pictures, values), scene, plain)
    loss = finish(figures.dataSync()).loss.classification
  })
  return loss
}

function unweighted(config: LossConfig): LossConfig {
  return {
    ...config,
    classification: 'bce',
    bce: { posWeight: 1 },
    box: 'l1',
    quality: 'none',
    lambdaCenter: 0,
    focal: { ...config.focal, alphaByClass: {} },
    focusing: { ...config.focusing, kind: 'fixed' },
    balancing: { ...config.balancing, kind: 'fixed' },
    reduction: 'normalized',
    normalizer: 'batchPositives',
    normalizerMomentum: 0,
    classWeights: { ...config.classWeights, kind: 'none' },
    sampleWeights: { area: false, quality: false, hardness: false, occluded: 1 },
    positionPenalty: { ...config.positionPenalty, kind: 'none' },
    hardSamples: { ...config.hardSamples, kind: 'none' },
  }
}

function settingsOf({ model, plan, losses, state }: PreparedRun, { input }: Batch): StepSettings {
  const anchors = anchorsAt(model.architecture, input)
  const { step, totalSteps, lossMemory } = state
  return { anchors, config: plan.config, losses, memory: lossMemory, step, totalSteps }
}
