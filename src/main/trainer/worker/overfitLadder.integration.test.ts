import { beforeAll, describe, expect, it } from 'vitest'
import { BoxLossName } from '../../../shared/training/config/boxLoss'
import { ClassificationLossName } from '../../../shared/training/config/classificationLoss'
import type { LossParts } from '../../../shared/training/metrics'
import { hostOutput } from '../../detector/losses/hostOutput'
import { seeStep } from '../../detector/losses/seenStep'
import type { LossMemory } from '../../detector/losses/types'
import * as tf from '../../detector/tf'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import type { Batch } from './dataset'
import { loadTensorFlow } from './loadTensorFlow'
import { type PreparedRun, prepareRun } from './prepareRun'
import { computeGradients, createMatch } from './trainStep'
import { validate } from './validate'

const PICTURES = 8
const STEPS = 120
const RATE = 6e-3
const WARMUP = 8
/** What is left of a loss that has been learnt by heart. */
const NEAR_ZERO = 0.06

beforeAll(async () => {
  await loadTensorFlow()
})

/**
 * Varifocal loss is a cross-entropy with soft targets q, the IoU of each box, and cannot fall below their entropy
 *   sum over the positives of -q (q ln q + (1 - q) ln (1 - q)) / P
 * which is what is left where every score is as good as its box.
 */
function varifocalFloor({ model, losses, plan, anchors }: PreparedRun, batch: Batch): number {
  return tf.tidy(() => {
    const shape: [number, number, number, number] = [PICTURES, batch.input.height, batch.input.width, 3]
    const output = hostOutput(model.forward(tf.tensor4d(batch.pictures, shape)))
    const { scoring } = losses.classification
    const match = createMatch(
      batch.truths,
      { anchors, config: plan.config, step: 0, totalSteps: STEPS },
      scoring,
    )
    const overlaps = seeStep(output, match(output), scoring).overlaps()
    const entropy = (q: number) => (q <= 0 || q >= 1 ? 0 : -(q * Math.log(q) + (1 - q) * Math.log1p(-q)))
    return overlaps.reduce((sum, q) => sum + q * entropy(q), 0) / overlaps.length
  })
}

/**
 * Learns eight pictures, all in one batch, with the parts of a real run; the loss before and after, AP50 on them, and what
 * the classification loss cannot fall below.
 */
async function learnByHeart(classification: ClassificationLossName, box: BoxLossName) {
  const { images, decode } = generatePictures(PICTURES, 0)
  const again = images.map((image) => ({ ...image, id: `${image.id}v`, split: 'val' as const }))
  const job = generatedJob([...images, ...again], '', {
    // So few boxes leave most of GHM-R's bins empty at its usual mu; a wider one spreads them.
    loss: { classification, box, lambdaBox: 1, ghmr: { mu: 0.5 } },
    input: { size: 64, shape: 'square' },
    schedule: { epochs: STEPS, batchSize: PICTURES },
  })
  const run = await prepareRun(job, { decode, loadTrained: async () => new Map() })
  const { model, optimizer, losses, anchors, trunk, plan, val } = run
  try {
    const batch = await run.batches.make(0, 0, PICTURES)
    let memory: LossMemory = {}
    const curve: LossParts[] = []
    for (let step = 0; step < STEPS; step++) {
      const settings = { anchors, config: plan.config, losses, memory, step, totalSteps: STEPS }
      const outcome = computeGradients(model, batch, settings)
      const share = Math.min((step + 1) / WARMUP, 2 * (1 - step / STEPS), 1)
      const { applied } = optimizer.step(outcome.gradients, RATE * share)
      tf.dispose(outcome.gradients)
      if (!applied) throw new Error(`step ${step}: the gradient is not finite`)
      memory = outcome.memory
      curve.push(outcome.loss)
    }
    const predictor = { model, anchors, trunk, detection: plan.config.detection, tiling: null }
    const { figures } = await validate(val.images, val.cache, predictor, job.classes)
    const floor = classification === 'vfl' ? varifocalFloor(run, batch) : 0
    return { first: curve[0] as LossParts, last: curve.at(-1) as LossParts, AP50: figures.AP50 ?? 0, floor }
  } finally {
    run.dispose()
  }
}

const classifications = ClassificationLossName.options
const boxes = BoxLossName.options

/**
 * Every classification loss with every box loss takes a quarter of an hour on two cores: FOCAL_LADDER=all. Without it,
 * pairs in which every loss stands once; sigmoids and softmaxes both meet losses of offsets and of corners.
 */
const pairs =
  process.env.FOCAL_LADDER === 'all'
    ? classifications.flatMap((classification) => boxes.map((box) => [classification, box] as const))
    : classifications.map((classification, i) => [classification, boxes[i % boxes.length]] as const)

it('every loss stands in some pair', () => {
  expect(new Set(pairs.map(([classification]) => classification))).toEqual(new Set(classifications))
  expect(new Set(pairs.map(([, box]) => box))).toEqual(new Set(boxes))
})

describe('eight pictures by heart', { timeout: 120_000 }, () => {
  it.each(pairs)('%s with %s: one batch to near zero, AP50 above 0.9', async (classification, box) => {
    const { first, last, AP50, floor } = await learnByHeart(classification, box)
    expect((last.classification - floor) / (first.classification - floor)).toBeLessThan(NEAR_ZERO)
    expect(last.box / first.box).toBeLessThan(NEAR_ZERO)
    expect(AP50).toBeGreaterThan(0.9)
  })
})
