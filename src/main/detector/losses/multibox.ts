import type { LossParts } from '../../../shared/training/metrics'
import type { AnchorSet } from '../anchors/types'
import { encodeBoxes } from '../coding/boxCoder'
import type { TargetBatch } from '../matching/targets'
import * as tf from '../tf'
import { type ByPart, lossParts } from './balancing/types'
import { classificationPart } from './classificationPart'
import { focusSlopes } from './focusing/slopes'
import type { Focus } from './focusing/types'
import { sumAll } from './gradients'
import { type DetectorOutput, type HostOutput, hostOutput } from './hostOutput'
import { memoryOf, withMemoryOf } from './lossMemory'
import type { LossSystem } from './lossSystem'
import { type Divisors, divisorsOf, weighImages } from './normalizer'
import { positiveSums } from './positiveParts'
import { type SeenStep, seeStep } from './seenStep'
import type { LossStep } from './step'
import type { LossConfig, LossMemory } from './types'
import { weighStep } from './weighting/index'

/** What the loss of a step is computed from, beside the network's output. */
export interface LossScene {
  /** Gives the anchors their targets; may look at the output. */
  match(output: HostOutput): TargetBatch
  anchors: AnchorSet
  /** px of the network's input. */
  input: { width: number; height: number }
  /** Share of the run that is done, 0 to 1. */
  progress: number
  /** In place of the alpha and gamma that the run has reached: what if. */
  focus?: Focus
}

/** A step's loss while its tensors live. */
export interface MultiboxLoss {
  /** What the gradient is taken of. */
  total: tf.Scalar
  targets: TargetBatch
  /** All numbers that `finish` needs, in one tensor. */
  figures: tf.Tensor1D
  /** From `figures`, read: what to report, and the memory for the next step where this one counts. */
  finish(figures: ArrayLike<number>): FinishedLoss
}

export interface FinishedLoss {
  loss: LossParts
  memory: LossMemory
  /** Numbers worth plotting. */
  gauges: Record<string, number>
  accumulation: Divisors['accumulation']
}

/**
 * Multibox loss of SSD (Liu et al. 2016, arXiv:1512.02325, Eq. 1) with all parts:
 *   L = sum over i of lambda_i L_i,  i: classification over all anchors that count; box, quality, centre over positives
 * logits [B, N, C], offsets [B, N, 4], quality [B, N, 1]. Each L_i is a weighted sum over its divisor (`divisorsOf`).
 * Boxes of offset losses are compared encoded, of the others decoded. Weights, soft targets and all else that is looked
 * up on the host is constant to the gradient. Pure: `memory` is not changed. Call inside a tidy. Throws a RangeError
 * where the settings have a quality part and the network has no such head.
 */
export function multiboxLoss(
  output: DetectorOutput,
  scene: LossScene,
  system: LossSystem,
  memory: LossMemory = {},
): MultiboxLoss {
  const host = hostOutput(output)
  const targets = scene.match(host)
  const seen = seeStep(host, targets, system.classification.scoring)
  const focus =
    scene.focus ?? system.focusing.focus(system.config, memoryOf(memory, 'focusing'), scene.progress)
  const config: LossConfig = { ...system.config, focal: { ...system.config.focal, ...focus } }
  const { anchors, input: size, progress } = scene
  const weights = weighStep({ config, targets, seen, anchors, input: size, progress })
  const scores = scoresOf(system, targets, seen)
  const step: LossStep = { system, config, memory, targets, seen, weights, scores }
  step.memory = observe(step)
  const { divisors, memory: normalizer } = divisorsOf(
    targets,
    { targetSum: scores.reduce((sum, score) => sum + score, 0), numElements: output.logits.size },
    config,
    memoryOf(memory, 'normalizer'),
  )
  if (divisors.images !== null) weighImages(weights, targets, divisors.images)

  const { elements, input } = classificationPart(output.logits, step)
  const sums = positiveSums(output, step)
  const over = (sum: tf.Tensor, divisor: number) => tf.div(sum, divisor) as tf.Scalar
  const parts: Record<keyof ByPart, tf.Scalar | null> = {
    classification: over(sumAll(elements), divisors.classification),
    box: over(sums.box, divisors.positives),
    quality: sums.quality === null ? null : over(sums.quality, divisors.positives),
    center: sums.center === null ? null : over(sums.center, divisors.positives),
  }
  const ownMemory = memoryOf(memory, 'balancing')
  const lambdas = system.balancing.lambdas(config, ownMemory)
  const total = lossParts
    .flatMap((part) => (parts[part] === null ? [] : [tf.mul(parts[part], lambdas[part])]))
    .reduce((sum, part) => tf.add(sum, part)) as tf.Scalar
  const slopes =
    input === null || system.focusing.signal(config) !== 'train'
      ? []
      : focusSlopes(elements, input, focus.alpha, commonAlphas(system)).map((sum) =>
          over(sum, divisors.classification),
        )
  return {
    total,
    targets,
    figures: tf.stack([...lossParts.map((part) => parts[part] ?? tf.scalar(0)), ...slopes]) as tf.Tensor1D,
    finish(figures) {
      const values = Object.fromEntries(lossParts.map((part, i) => [part, figures[i]])) as ByPart
      const weighed = lossParts.reduce((sum, part) => sum + lambdas[part] * values[part], 0)
      const balancing = system.balancing.learn(values, config, ownMemory)
      let next = withMemoryOf(step.memory, 'normalizer', normalizer)
      next = withMemoryOf(next, 'balancing', balancing)
      if (slopes.length > 0) {
        const found = { gamma: figures[lossParts.length], alpha: figures[lossParts.length + 1] }
        const focusing = system.focusing.learn(found, system.config, memoryOf(memory, 'focusing'))
        next = withMemoryOf(next, 'focusing', focusing)
      }
      return {
        loss: { ...values, total: weighed + system.balancing.constant(config, ownMemory) },
        memory: next,
        gauges: gaugesOf(step, ownMemory),
        accumulation: divisors.accumulation,
      }
    },
  }
}

/** Lets the losses that have a memory take in the step. */
function observe({ system, config, memory, targets, seen, weights }: LossStep): LossMemory {
  const { classification, box } = system
  const { positives, positiveClasses, positiveAnchorsXyxyPx, positiveBoxesXyxyPx } = targets
  let next = memory
  if (classification.observe !== undefined) {
    const logits = seen.logits()
    const shape = { numColumns: seen.numColumns, positives, positiveClasses, rowWeights: weights.anchors }
    const own = classification.observe({ logits, ...shape }, memoryOf(memory, 'classification'), config)
    next = withMemoryOf(next, 'classification', own)
  }
  if (box.observe !== undefined) {
    const pairs =
      box.space === 'offsets'
        ? { predicted: seen.offsets(), target: encodeBoxes(positiveAnchorsXyxyPx, positiveBoxesXyxyPx) }
        : { predicted: seen.boxesXyxyPx(), target: positiveBoxesXyxyPx }
    next = withMemoryOf(next, 'box', box.observe(pairs, memoryOf(memory, 'box'), config))
  }
  return next
}

/** Score that each positive should reach, [P]: the matcher's, or the quality of its box, or 1. */
function scoresOf({ classification }: LossSystem, targets: TargetBatch, seen: SeenStep): Float32Array {
  if (targets.positiveQualities !== null) return targets.positiveQualities
  if (classification.targets === 'quality') return seen.overlaps()
  return new Float32Array(targets.positives.length).fill(1)
}

/** 1 for each class whose alpha is the common one. */
function commonAlphas({ alphaByClass }: LossSystem): number[] {
  return alphaByClass.map((alpha) => (alpha === null ? 1 : 0))
}

function gaugesOf({ system, config, memory }: LossStep, balancingMemory: LossMemory) {
  const { classification, box, focusing, balancing } = system
  const { alpha, gamma } = config.focal
  return {
    ...(focusing.name !== 'fixed' && { gamma }),
    ...(focusing.name === 'learnable' && alpha !== null && { alpha }),
    ...classification.gauges?.(memoryOf(memory, 'classification'), config),
    ...box.gauges?.(memoryOf(memory, 'box'), config),
    ...balancing.gauges(config, balancingMemory),
  }
}
