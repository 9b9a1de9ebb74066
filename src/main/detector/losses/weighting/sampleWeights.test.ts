import { expect, test } from 'vitest'
import type { LossConfigInput } from '../../../../shared/training/config/loss'
import { testScene, testTargets } from '../testing/lossScene'
import { weighStep } from './index'

const targets = testTargets([
  { row: 0, classIndex: 0, box: [0, 0, 16, 16] },
  { row: 3, classIndex: 1, box: [16, 16, 24, 32], occluded: true },
])
const logit = (p: number) => Math.log(p / (1 - p))
// Rows of two classes; p_t of the two positives: 0.8 and 0.3.
const logits = [logit(0.8), 0, 0, 0, 0, 0, 0, logit(0.3)]

function weigh(sampleWeights: NonNullable<LossConfigInput['sampleWeights']>, predicted?: number[][]) {
  const scene = testScene(targets, { sampleWeights }, { logits, numColumns: 2, predicted })
  return weighStep(scene)
}

/** Both scaled to a mean of 1. */
const even = (a: number, b: number) => [(2 * a) / (a + b), (2 * b) / (a + b)]
const near = (weights: Float32Array, wanted: number[]) => {
  expect(weights.length).toBe(wanted.length)
  for (const [i, weight] of weights.entries()) expect(weight).toBeCloseTo(wanted[i], 5)
}

test('nothing asked for: all 1', () => {
  const weights = weigh({})
  for (const part of [weights.anchors, weights.boxes, weights.positives])
    expect(part.every((w) => w === 1)).toBe(true)
})
test('area: 2 - w h as shares of the input', () => {
  const weights = weigh({ area: true })
  const [a, b] = even(2 - 0.5 * 0.5, 2 - 0.25 * 0.5)
  near(weights.boxes, [a, b])
  near(weights.positives, [a, b])
  near(weights.anchors, [a, 1, 1, b])
})
test('hardness: 1 - p_t', () => near(weigh({ hardness: true }).boxes, even(0.2, 0.7)))
test('occluded: the given weight', () => near(weigh({ occluded: 0.5 }).boxes, even(1, 0.5)))
test('quality: IoU of the predicted boxes, cut at 0.1', () => {
  const half = [0, 0, 16, 8]
  const away = [100, 100, 110, 110]
  near(weigh({ quality: true }, [half, [16, 16, 24, 32]]).boxes, even(0.5, 1))
  near(weigh({ quality: true }, [half, away]).boxes, even(0.5, 0.1))
})
test('factors multiply before the mean is made 1', () => {
  near(weigh({ area: true, hardness: true, occluded: 0.5 }).boxes, even(1.75 * 0.2, 1.875 * 0.7 * 0.5))
})
