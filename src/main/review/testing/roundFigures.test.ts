import { expect, it } from 'vitest'
import type { EvaluationInput, Xywh } from '../../detector/evaluate/types'
import { foundBy, judgeRun, meanDifference, poolInputs, roundFigures, scoreToFind } from './roundFigures'

const at = (x: number, y = 0): Xywh => [x, y, 10, 10]
const truths = [0, 0, 1].map((image, place) => ({ image, classIndex: 0, xywh: at(place * 50) }))
/** An object on each of two pictures is found; besides, the first has two false alarms, of which one grazes an object. */
const input: EvaluationInput = {
  numImages: 2,
  numClasses: 1,
  truths,
  detections: [
    { image: 0, classIndex: 0, xywh: at(0), score: 0.9 },
    { image: 0, classIndex: 0, xywh: at(300), score: 0.8 },
    { image: 1, classIndex: 0, xywh: at(100), score: 0.7 },
    // Overlaps the object at 50 by 60 of 140: IoU 0.43, a badly placed one.
    { image: 0, classIndex: 0, xywh: at(54), score: 0.6 },
  ],
}

it('counts false alarms a picture, and those on plain background apart', () => {
  const [all, high] = judgeRun(input, [0.5, 0.75]).map((run) => roundFigures(run))
  expect(all).toMatchObject({ fpPerImage: 1, backgroundPerImage: 0.5, recall: 2 / 3 })
  expect(high).toMatchObject({ fpPerImage: 0.5, backgroundPerImage: 0.5, recall: 1 / 3 })
})

it('weighs pictures', () => {
  const [run] = judgeRun(input, [0.5])
  expect(roundFigures(run, Uint32Array.of(3, 1))).toMatchObject({
    fpPerImage: 6 / 4,
    backgroundPerImage: 3 / 4,
    recall: 4 / 7,
  })
})

it('knows from which score on as many objects are found', () => {
  const [run] = judgeRun(input, [0.5])
  expect(foundBy(run)).toBe(2)
  expect([1, 2, 3].map((found) => scoreToFind(input, found))).toEqual([0.9, 0.7, null])
})

it('puts the pictures of two splits into one row', () => {
  const both = poolInputs(input, input)
  expect(both.numImages).toBe(4)
  const [run] = judgeRun(both, [0.5])
  expect([...run.background]).toEqual([1, 0, 1, 0])
  expect(roundFigures(run)).toMatchObject({ fpPerImage: 1, recall: 2 / 3 })
})

it('takes the mean of the differences, with the interval of resamples that are the same for all pairs', async () => {
  const [all, high] = judgeRun(input, [0.5, 0.75])
  const pairs = [
    { before: all, after: high },
    { before: all, after: all },
  ]
  const { fpPerImage, recall } = await meanDifference(pairs, { resamples: 400, seed: 7 })
  // Of two pictures a resample has the first twice (2 -> 1 false alarms each, half of it), the second twice (none) or both.
  expect(fpPerImage).toEqual({ value: -0.25, low: -0.5, high: 0 })
  expect(recall.value).toBeCloseTo(-1 / 6, 12)
})
