import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { evaluateCoco, IOU_THRESHOLDS, matchClasses } from './coco'
import { bootstrapDifference, bootstrapFigures, judgePictures, weightedFigures } from './pictureFigures'
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

const judge = (scene: EvaluationInput, minScore: number) =>
  judgePictures(
    matchClasses(scene, { areas: ['all'], thresholds: IOU_THRESHOLDS }),
    scene.numImages,
    minScore,
  )
const counts = (...weights: number[]) => Uint32Array.from(weights)

/** Pictures with a few boxes, some found, some not, some invented; `scores` different ones, so that few of them tie. */
function randomInput(seed: number, numImages: number, scores = Number.POSITIVE_INFINITY): EvaluationInput {
  const random = createRandom(seed)
  const score = () => (scores === Number.POSITIVE_INFINITY ? random.next() : random.int(scores) / scores)
  const truths: TruthBox[] = []
  const detections: ScoredBox[] = []
  for (let image = 0; image < numImages; image++) {
    for (let i = random.int(4); i >= 0; i--) {
      const classIndex = random.int(2)
      const xywh: Xywh = [random.int(80), random.int(80), 10 + random.int(20), 10 + random.int(20)]
      truths.push({ image, classIndex, xywh, isIgnored: random.chance(0.1) })
      if (random.chance(0.7)) {
        const shifted: Xywh = [xywh[0] + random.int(4), xywh[1], xywh[2], xywh[3]]
        detections.push({ image, classIndex, xywh: shifted, score: score() })
      }
      if (random.chance(0.4)) {
        detections.push({
          image,
          classIndex: random.int(2),
          xywh: [random.int(90), 0, 12, 12],
          score: score(),
        })
      }
    }
  }
  return { numImages, numClasses: 2, truths, detections }
}

describe('weightedFigures', () => {
  it('counts by hand: one found, one missed, one invented', () => {
    const scene = input(2, [truth(0), truth(1)], [found(0, 0.9), found(1, 0.8, away), found(1, 0.2, away)])
    const judged = judge(scene, 0.5)
    const figures = weightedFigures(judged, counts(1, 1))
    // Recall 0.5 at precision 1: the 51 points 0 .. 0.5 of 101.
    expect(figures.AP50).toBeCloseTo(51 / 101, 12)
    expect(figures).toMatchObject({ fpPerImage: 0.5, recall: 0.5 })
    // The second picture alone: nothing found, at 0.8 and over one false positive.
    expect(weightedFigures(judged, counts(0, 1))).toEqual({ AP: 0, AP50: 0, fpPerImage: 1, recall: 0 })
  })

  it('is null where nothing is defined', () => {
    const judged = judge(input(1, [], [found(0, 0.9)]), 0.5)
    expect(weightedFigures(judged, counts(1))).toEqual({ AP: null, AP50: null, fpPerImage: 1, recall: null })
    expect(weightedFigures(judged, counts(0)).fpPerImage).toBeNull()
  })

  it.each([1, 2, 3, 4])('gives COCO figures where every picture counts once (seed %i)', (seed) => {
    const scene = randomInput(seed, 12)
    const { AP, AP50 } = evaluateCoco(scene).figures
    const figures = weightedFigures(judge(scene, 0.5), new Uint32Array(12).fill(1))
    expect(figures.AP).toBeCloseTo(AP ?? Number.NaN, 12)
    expect(figures.AP50).toBeCloseTo(AP50 ?? Number.NaN, 12)
  })

  it.each([
    [5, Number.POSITIVE_INFINITY],
    [6, Number.POSITIVE_INFINITY],
    [7, Number.POSITIVE_INFINITY],
    ...[8, 9, 10, 11, 12, 13, 14, 15].map((seed) => [seed, 3]),
    ...[16, 17, 18, 19].map((seed) => [seed, 1]),
  ])(
    'gives COCO figures of pictures that are really repeated (seed %i, %d different scores)',
    (seed, scores) => {
      const scene = randomInput(seed, 6, scores)
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
      const weighted = weightedFigures(judge(scene, 0.5), counts(...weights))
      expect(weighted.AP).toBeCloseTo(figures.AP ?? Number.NaN, 12)
      expect(weighted.AP50).toBeCloseTo(figures.AP50 ?? Number.NaN, 12)
    },
  )
})

describe('bootstrapFigures', () => {
  it('has no width where all pictures are alike', async () => {
    const scene = input(
      5,
      [0, 1, 2, 3, 4].map((i) => truth(i)),
      [0, 1, 2, 3, 4].map((i) => found(i, 0.9)),
    )
    const { AP50 } = await bootstrapFigures(judge(scene, 0.5), { resamples: 50, seed: 1 })
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
    const { recall } = await bootstrapFigures(judge(scene, 0.5), { resamples: 4000, seed: 3 })
    expect(recall.value).toBe(0.5)
    expect(recall.low).toBeCloseTo(0.5 - 1.96 * 0.05, 1)
    expect(recall.high).toBeCloseTo(0.5 + 1.96 * 0.05, 1)
    expect((recall.high ?? 0) - (recall.low ?? 0)).toBeGreaterThan(0.17)
    expect((recall.high ?? 0) - (recall.low ?? 0)).toBeLessThan(0.22)
  })

  it('is the same for the same seed, whoever has a turn in between', async () => {
    const judged = judge(randomInput(9, 1000), 0.3)
    let pauses = 0
    const options = { resamples: 200, seed: 5 }
    const first = await bootstrapFigures(judged, { ...options, afterEach: async () => void pauses++ })
    expect(pauses).toBe(200)
    expect(await bootstrapFigures(judged, options)).toEqual(first)
  })
})

describe('bootstrapDifference', () => {
  it('is nothing, surely, between two that are alike, however hard the pictures differ', async () => {
    const side = judge(randomInput(11, 30), 0.4)
    const { AP, recall } = await bootstrapDifference(side, side, { resamples: 200, seed: 1 })
    expect(AP).toEqual({ value: 0, low: 0, high: 0 })
    expect(recall).toEqual({ value: 0, low: 0, high: 0 })
  })

  it('refuses other pictures', async () => {
    const side = (n: number) => judge(randomInput(1, n), 0.5)
    await expect(bootstrapDifference(side(3), side(4), { resamples: 1, seed: 1 })).rejects.toThrow(
      /same pictures/,
    )
  })
})
