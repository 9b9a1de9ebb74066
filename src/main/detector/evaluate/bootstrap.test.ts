import { describe, expect, test } from 'vitest'
import { goldenInput } from '../testing/evaluationInput'
import { goldenCases } from '../testing/goldens'
import { quantile } from './bootstrap'
import { evaluateCoco, matchClasses } from './coco'
import { rankMatches } from './rankedMatches'
import { bootstrapAp, meanAp, weightedAp } from './weightedAp'

interface Reference {
  weighted: { weights: number[]; AP: number; AP50: number; APsmall: number; apPerClass: number[] }[]
  interval: { AP: number[]; AP50: number[]; spread: { AP: number; AP50: number } }
}

const sets = goldenCases('bootstrap.json').map((golden, i) => {
  const input = goldenInput(golden)
  return { i, input, golden: golden as unknown as Reference, ranked: rankMatches(matchClasses(input)) }
})

describe('against pycocotools and NumPy', () => {
  test.each(sets)('AP of repeated images, data set $i', ({ golden, ranked }) => {
    for (const { weights, AP, AP50, APsmall, apPerClass } of golden.weighted) {
      const perClass = weightedAp(ranked, Uint32Array.from(weights))
      const overall = meanAp(perClass)
      expect(overall.AP).toBeCloseTo(AP, 12)
      expect(overall.AP50).toBeCloseTo(AP50, 12)
      expect(overall.APsmall ?? -1).toBeCloseTo(APsmall, 12)
      for (const [c, { AP: ofClass }] of perClass.entries())
        expect(ofClass ?? -1).toBeCloseTo(apPerClass[c], 12)
    }
  })

  test.each(sets)('percentile intervals, data set $i', async ({ golden, input, ranked }) => {
    const { overall } = await bootstrapAp(ranked, input.numImages, { resamples: 2000, seed: 3 })
    for (const name of ['AP', 'AP50'] as const) {
      const { low, high, value } = overall[name]
      expect(value).toBeCloseTo(evaluateCoco(input).figures[name] ?? Number.NaN, 12)
      // The 2.5 % point of so many draws is itself sure to about 0.1 spreads.
      const near = 0.3 * golden.interval.spread[name]
      expect(Math.abs((low ?? 0) - golden.interval[name][0])).toBeLessThan(near)
      expect(Math.abs((high ?? 0) - golden.interval[name][1])).toBeLessThan(near)
    }
  })
})

test('the same seed draws the same, another seed another', async () => {
  const [{ ranked, input }] = sets
  const at = (seed: number) => bootstrapAp(ranked, input.numImages, { resamples: 50, seed })
  expect(await at(1)).toEqual(await at(1))
  expect((await at(1)).overall.AP).not.toEqual((await at(2)).overall.AP)
})

test('one picture has no spread; a class without ground truth no figure', async () => {
  const box = { image: 0, classIndex: 0, xywh: [0, 0, 50, 50] as const }
  const input = { numImages: 1, numClasses: 2, truths: [box], detections: [{ ...box, score: 0.5 }] }
  const { overall, perClass } = await bootstrapAp(rankMatches(matchClasses(input)), 1, {
    resamples: 10,
    seed: 1,
  })
  expect(overall.AP).toEqual({ value: 1, low: 1, high: 1 })
  expect(perClass[1].AP).toEqual({ value: null, low: null, high: null })
})

test('ends where whoever hears of it says so', async () => {
  const [{ ranked, input }] = sets
  const heard: number[] = []
  const afterEach = (done: number) => {
    heard.push(done)
    return done === 3 ? Promise.reject(new Error('enough')) : undefined
  }
  const work = bootstrapAp(ranked, input.numImages, { resamples: 1e6, seed: 1, afterEach })
  await expect(work).rejects.toThrow('enough')
  expect(heard).toEqual([1, 2, 3])
})

test('quantiles as NumPy has them', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(quantile([1, 2, 3, 4, 5], 0.025)).toBeCloseTo(1.1, 12)
  expect(quantile([7], 0.975)).toBe(7)
  expect(quantile([], 0.5)).toBeNull()
})
