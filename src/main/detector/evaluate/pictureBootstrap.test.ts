import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { evaluateCoco } from './coco'
import { bootstrapDifference, bootstrapFigures } from './pictureBootstrap'
import { rankMatches, weightedFigures } from './rankedMatches'
import type { EvaluationInput, ScoredBox, TruthBox, Xywh } from './types'

const here: Xywh = [0, 0, 10, 10]
const away: Xywh = [50, 50, 10, 10]

const truth = (image: number, xywh: Xywh = here): TruthBox => ({ image, classIndex: 0, xywh })
const found = (image: number, score: number, xywh: Xywh = here): ScoredBox => ({
  image,
  classIndex: 0,
  xywh,
  score,
})
const input = (numImages: number, truths: TruthBox[], detections: ScoredBox[]): EvaluationInput => ({
  numImages,
  numClasses: 1,
  truths,
  detections,
})

/** Pictures with a few boxes, some found, some not, some invented. */
function randomInput(seed: number, numImages: number): EvaluationInput {
  const random = createRandom(seed)
  const truths: TruthBox[] = []
  const detections: ScoredBox[] = []
  for (let image = 0; image < numImages; image++) {
    for (let i = random.int(4); i >= 0; i--) {
      const classIndex = random.int(2)
      const xywh: Xywh = [random.int(80), random.int(80), 10 + random.int(20), 10 + random.int(20)]
      truths.push({ image, classIndex, xywh, isIgnored: random.chance(0.1) })
      if (random.chance(0.7)) {
        const shifted: Xywh = [xywh[0] + random.int(4), xywh[1], xywh[2], xywh[3]]
        detections.push({ image, classIndex, xywh: shifted, score: random.next() })
      }
      if (random.chance(0.4)) {
        detections.push({
          image,
          classIndex: random.int(2),
          xywh: [random.int(90), 0, 12, 12],
          score: random.next(),
        })
      }
    }
  }
  return { numImages, numClasses: 2, truths, detections }
}

describe('weightedFigures', () => {
  it('counts by hand: one found, one missed, one invented', () => {
    const matches = rankMatches(
      input(2, [truth(0), truth(1)], [found(0, 0.9), found(1, 0.8, away), found(1, 0.2, away)]),
    )
    const figures = weightedFigures(matches, [1, 1], 0.5)
    // Recall 0.5 at precision 1: the 51 points 0 .. 0.5 of 101.
    expect(figures.AP50).toBeCloseTo(51 / 101, 12)
    expect(figures).toMatchObject({ fpPerImage: 0.5, recall: 0.5 })
    // The second picture alone: nothing found, at 0.8 and over one false positive.
    expect(weightedFigures(matches, [0, 1], 0.5)).toEqual({ AP: 0, AP50: 0, fpPerImage: 1, recall: 0 })
  })

  it('is null where nothing is defined', () => {
    const matches = rankMatches(input(1, [], [found(0, 0.9)]))
    expect(weightedFigures(matches, [1], 0.5)).toEqual({ AP: null, AP50: null, fpPerImage: 1, recall: null })
    expect(weightedFigures(matches, [0], 0.5).fpPerImage).toBeNull()
  })

  it.each([1, 2, 3, 4])('gives COCO figures where every picture counts once (seed %i)', (seed) => {
    const scene = randomInput(seed, 12)
    const { AP, AP50 } = evaluateCoco(scene).figures
    const figures = weightedFigures(rankMatches(scene), new Array(12).fill(1), 0.5)
    expect(figures.AP).toBeCloseTo(AP ?? Number.NaN, 12)
    expect(figures.AP50).toBeCloseTo(AP50 ?? Number.NaN, 12)
  })

  it.each([5, 6, 7])('gives COCO figures of pictures that are really repeated (seed %i)', (seed) => {
    const scene = randomInput(seed, 6)
    const weights = [2, 0, 3, 1, 0, 1]
    const repeated = weights.flatMap((weight, image) => new Array<number>(weight).fill(image))
    const repeat = <T extends { image: number }>(items: readonly T[]) =>
      repeated.flatMap((from, image) =>
        items.filter((item) => item.image === from).map((item) => ({ ...item, image })),
      )
    const { figures } = evaluateCoco({
      ...scene,
      numImages: repeated.length,
      truths: repeat(scene.truths),
      detections: repeat(scene.detections),
    })
    const weighted = weightedFigures(rankMatches(scene), weights, 0.5)
    expect(weighted.AP).toBeCloseTo(figures.AP ?? Number.NaN, 12)
    expect(weighted.AP50).toBeCloseTo(figures.AP50 ?? Number.NaN, 12)
  })
})

describe('bootstrapFigures', () => {
  it('has no width where all pictures are alike', async () => {
    const scene = input(
      5,
      [0, 1, 2, 3, 4].map((i) => truth(i)),
      [0, 1, 2, 3, 4].map((i) => found(i, 0.9)),
    )
    const { AP50 } = await bootstrapFigures(rankMatches(scene), { resamples: 50, seed: 1, minScore: 0.5 })
    expect(AP50).toEqual({ value: 1, low: 1, high: 1 })
  })

  it('spreads as the binomial of the pictures does', async () => {
    // 100 pictures with one box each, found in every second one: recall of a resample has a standard deviation of 0.05.
    const pictures = Array.from({ length: 100 }, (_, i) => i)
    const scene = input(
      100,
      pictures.map((i) => truth(i)),
      pictures.filter((i) => i % 2 === 0).map((i) => found(i, 0.9)),
    )
    const { recall } = await bootstrapFigures(rankMatches(scene), { resamples: 4000, seed: 3, minScore: 0.5 })
    expect(recall.value).toBe(0.5)
    expect(recall.low).toBeCloseTo(0.5 - 1.96 * 0.05, 1)
    expect(recall.high).toBeCloseTo(0.5 + 1.96 * 0.05, 1)
    expect((recall.high ?? 0) - (recall.low ?? 0)).toBeGreaterThan(0.17)
    expect((recall.high ?? 0) - (recall.low ?? 0)).toBeLessThan(0.22)
  })

  it('is the same for the same seed, whoever has a turn in between', async () => {
    const matches = rankMatches(randomInput(9, 1000))
    let pauses = 0
    const options = { resamples: 200, seed: 5, minScore: 0.3 }
    const first = await bootstrapFigures(matches, { ...options, pause: async () => void pauses++ })
    expect(pauses).toBeGreaterThan(0)
    expect(await bootstrapFigures(matches, options)).toEqual(first)
  })
})

describe('bootstrapDifference', () => {
  it('is nothing, surely, between two that are alike, however hard the pictures differ', async () => {
    const matches = rankMatches(randomInput(11, 30))
    const side = { matches, minScore: 0.4 }
    const { AP, recall } = await bootstrapDifference(side, side, { resamples: 200, seed: 1 })
    expect(AP).toEqual({ value: 0, low: 0, high: 0 })
    expect(recall).toEqual({ value: 0, low: 0, high: 0 })
  })

  it('refuses other pictures', async () => {
    const side = (n: number) => ({ matches: rankMatches(randomInput(1, n)), minScore: 0.5 })
    await expect(bootstrapDifference(side(3), side(4), { resamples: 1, seed: 1 })).rejects.toThrow(
      /same pictures/,
    )
  })
})
