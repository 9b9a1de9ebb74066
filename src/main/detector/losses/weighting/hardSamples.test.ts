import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testScene, testTargets } from '../testing/lossScene'
import { highestIndices } from './highest'
import { weighStep } from './index'

const object = { row: 1, classIndex: 0, box: [16, 0, 32, 16] as [number, number, number, number] }

describe('mining', () => {
  const hardSamples = { kind: 'mining' as const, negPosRatio: 1, minNegatives: 1 }
  test('keeps the hardest negatives of each picture, ratio times its positives, the floor where it has none', () => {
    const targets = testTargets([object], { batchSize: 2 })
    const logits = [-2, 5, 3, -1, /* second picture */ 1, 2, -3, 4]
    const weights = weighStep(testScene(targets, { hardSamples }, { logits, numColumns: 1 }))
    expect([...weights.anchors]).toEqual([0, 1, 1, 0, 0, 0, 0, 1])
  })
  test('never chooses ignored anchors, keeps the weight of a hard-negative mark', () => {
    const targets = testTargets([object], { ignored: [2] })
    targets.anchorWeights[3] = 3
    const weights = weighStep(testScene(targets, { hardSamples }, { logits: [-2, 5, 3, -1], numColumns: 1 }))
    expect([...weights.anchors]).toEqual([0, 1, 0, 3])
  })
  test('ranks by cross-entropy summed over the classes; equal ones by their place', () => {
    const targets = testTargets([object])
    const rows = [
      [0.9, -9],
      [0, 0],
      [0.5, 0.5],
      [0.5, 0.5],
    ]
    const weights = weighStep(testScene(targets, { hardSamples }, { logits: rows.flat(), numColumns: 2 }))
    expect([...weights.anchors]).toEqual([0, 1, 1, 0])
  })
  test('nothing chosen at a floor of 0 in a picture without objects', () => {
    const none = testTargets([])
    const off = { ...hardSamples, minNegatives: 0 }
    const weights = weighStep(testScene(none, { hardSamples: off }, { logits: [1, 2, 3, 4], numColumns: 1 }))
    expect([...weights.anchors]).toEqual([0, 0, 0, 0])
  })
})

test('emphasis: the hardest share of what counts weighs more', () => {
  const targets = testTargets([object], { ignored: [2] })
  const hardSamples = { kind: 'emphasis' as const, share: 0.5, factor: 4 }
  // Cross-entropies: softplus(1), softplus(3) of a missed object, ignored, softplus(-1); 2 of 3 rounded up.
  const weights = weighStep(testScene(targets, { hardSamples }, { logits: [1, -3, 9, -1], numColumns: 1 }))
  expect([...weights.anchors]).toEqual([4, 4, 0, 1])
})

describe('forgive', () => {
  const hardSamples = { kind: 'forgive' as const, threshold: 0.2, power: 2, startFraction: 0.3 }
  const targets = testTargets([object, { ...object, row: 2 }])
  const logit = (p: number) => Math.log(p / (1 - p))
  const logits = [0, logit(0.05), logit(0.4), 0]
  test('objects below the threshold weigh (p / tau)^eta in every part', () => {
    const weights = weighStep(testScene(targets, { hardSamples }, { logits, numColumns: 1, progress: 0.3 }))
    for (const part of [weights.boxes, weights.positives]) {
      expect(part[0]).toBeCloseTo((0.05 / 0.2) ** 2, 6)
      expect(part[1]).toBe(1)
    }
    expect([...weights.anchors].map((weight) => Number(weight.toFixed(6)))).toEqual([1, 0.0625, 1, 1])
  })
  test('not before its share of the run', () => {
    const weights = weighStep(testScene(targets, { hardSamples }, { logits, numColumns: 1, progress: 0.29 }))
    expect([...weights.boxes]).toEqual([1, 1])
  })
})

test('highestIndices: the first of a stable sort (seed 5)', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 })), fc.nat(30), (values, count) => {
      const indices = values.map((_, i) => i)
      const wanted = [...indices].sort((a, b) => values[b] - values[a] || a - b).slice(0, count)
      const found = highestIndices(Float32Array.from(values), indices, count)
      expect(found).toEqual(wanted.sort((a, b) => a - b))
    }),
    { seed: 5 },
  )
})
