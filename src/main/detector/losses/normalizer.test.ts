import { describe, expect, test } from 'vitest'
import { divisorsOf } from './normalizer'
import { testConfig, testTargets } from './testing/lossScene'

const object = { classIndex: 0, box: [0, 0, 8, 8] as [number, number, number, number] }
const targets = testTargets(
  [0, 1, 5].map((row) => ({ ...object, row })),
  { batchSize: 3 },
)
const size = { targetSum: 1.5, numElements: 12 }

test.each([
  [{}, { classification: 3, positives: 3 }],
  [{ normalizer: 'targetScores' }, { classification: 1.5, positives: 1.5 }],
  [{ reduction: 'mean' }, { classification: 12, positives: 3 }],
  [{ reduction: 'sum' }, { classification: 1, positives: 1 }],
  [{ reduction: 'none' }, { classification: 1, positives: 1 }],
] as const)('%j', (settings, wanted) => {
  expect(divisorsOf(targets, size, testConfig(settings), {}).divisors).toMatchObject({
    ...wanted,
    images: null,
  })
})

test('a batch without objects is divided by 1', () => {
  const none = testTargets([])
  for (const normalizer of ['batchPositives', 'targetScores'] as const) {
    const { divisors } = divisorsOf(none, { targetSum: 0, numElements: 4 }, testConfig({ normalizer }), {})
    expect([divisors.classification, divisors.positives]).toEqual([1, 1])
  }
})

test('imagePositives: each picture over its own, then the mean', () => {
  const { divisors } = divisorsOf(targets, size, testConfig({ normalizer: 'imagePositives' }), {})
  expect(divisors.images).toEqual([1 / 6, 1 / 3, 1 / 3])
})

describe('the running average', () => {
  const config = testConfig({ normalizerMomentum: 0.9 })
  test('starts at the first count and follows slowly', () => {
    const first = divisorsOf(targets, size, config, {})
    expect(first.divisors.classification).toBe(3)
    const next = divisorsOf(testTargets([]), size, config, first.memory)
    expect(next.divisors.classification).toBeCloseTo(2.7, 12)
    expect(next.memory.average?.[0]).toBeCloseTo(2.7, 12)
  })
  test('of each picture towards the mean picture', () => {
    const images = testConfig({ normalizerMomentum: 0.5, normalizer: 'imagePositives' })
    const { divisors, memory } = divisorsOf(targets, size, images, { average: [4] })
    expect(divisors.images).toEqual([1 / (3 * 3), 1 / (3 * 2.5), 1 / (3 * 2)])
    expect(memory.average).toEqual([2.5])
  })
  test('without momentum nothing is remembered', () => {
    expect(divisorsOf(targets, size, testConfig(), { average: [9] }).memory).toEqual({})
  })
})
