import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/random'
import { soft } from './soft'

const rules = { scoreThreshold: 0.05, nmsIou: 0.5, softSigma: 0.5, maxDetections: 100 }
/** The second box is the first, moved down by a quarter: IoU 0.6. */
const shifted = Float32Array.of(0, 0, 1, 1, 0, 0.25, 1, 1.25)

describe('soft suppression', () => {
  it('lowers what overlaps by 0.6 to 0.4867523 of its score (TensorFlow: .3894018)', () => {
    const kept = soft.suppress({ boxesXyxy: shifted, scores: [0.9, 0.8], classes: [0, 0] }, rules)
    expect([...kept.places]).toEqual([0, 1])
    expect(kept.scores[1] / 0.8).toBeCloseTo(0.4867523, 6)
    expect(kept.scores[1]).toBeCloseTo(0.3894018, 6)
  })

  it('leaves other classes alone and gives up at the threshold, or at a thousandth', () => {
    const input = { boxesXyxy: shifted, scores: [0.9, 0.8], classes: [0, 1] }
    expect([...soft.suppress(input, rules).scores]).toEqual([Math.fround(0.9), Math.fround(0.8)])
    const same = { ...input, classes: [3, 3] }
    expect(soft.suppress(same, { ...rules, scoreThreshold: 0.39 }).places).toHaveLength(1)
    expect(soft.suppress(same, { ...rules, scoreThreshold: 0.389 }).places).toHaveLength(2)
    const faint = { ...input, scores: [0.9, 0.002], classes: [0, 0] }
    expect(soft.suppress(faint, { ...rules, scoreThreshold: 0 }).places).toHaveLength(1)
  })

  it('keeps the first of equals, and no more than asked for', () => {
    const boxesXyxy = Float32Array.of(0, 0, 1, 1, 5, 5, 6, 6, 9, 9, 10, 10)
    const input = { boxesXyxy, scores: [0.5, 0.5, 0.5], classes: [0, 0, 0] }
    expect([...soft.suppress(input, rules).places]).toEqual([0, 1, 2])
    expect([...soft.suppress(input, { ...rules, maxDetections: 2 }).places]).toEqual([0, 1])
    expect(
      soft.suppress({ boxesXyxy: new Float32Array(0), scores: [], classes: [] }, rules).places,
    ).toHaveLength(0)
  })

  // TensorFlow's exp(-IoU^2 / (2 sigma)) is ours with sigma halved; threshold 1 is pure soft suppression.
  it.each([1, 2, 3])('agrees with tf.image.nonMaxSuppressionWithScore on a crowd (seed %i)', async (seed) => {
    const random = createRandom(seed)
    const boxes = Array.from({ length: 60 }, () => {
      const [x, y] = [random.uniform(0, 60), random.uniform(0, 60)]
      return [x, y, x + random.uniform(5, 40), y + random.uniform(5, 40)]
    })
    const scores = boxes.map(() => random.uniform(0.05, 1)).sort((a, b) => b - a)
    const swapped = boxes.map(([x1, y1, x2, y2]) => [y1, x1, y2, x2])
    const expected = await tf.image.nonMaxSuppressionWithScoreAsync(
      tf.tensor2d(swapped),
      tf.tensor1d(scores),
      100,
      1,
      0.05,
      0.25,
    )
    const kept = soft.suppress(
      { boxesXyxy: Float32Array.from(boxes.flat()), scores, classes: scores.map(() => 0) },
      rules,
    )
    expect([...kept.places]).toEqual([...expected.selectedIndices.dataSync()])
    const wanted = expected.selectedScores.dataSync()
    for (const [i, score] of kept.scores.entries()) expect(score).toBeCloseTo(wanted[i], 5)
    expect(kept.places.length).toBeGreaterThan(20)
  })
})
