import { describe, expect, test } from 'vitest'
import { goldenInput } from '../testing/evaluationInput'
import { goldenCases } from '../testing/goldens'
import { confusionMatrix } from './confusion'
import { causeOfKind, listErrors } from './errors'
import { bestF1, operatingThresholds, poolOutcomes } from './threshold'
import type { EvaluationInput, Xywh } from './types'

const at = (xywh: Xywh, classIndex = 0, image = 0) => ({ image, classIndex, xywh })

const input: EvaluationInput = {
  numImages: 2,
  numClasses: 2,
  truths: [
    at([0, 0, 10, 10]),
    at([100, 0, 10, 10], 1),
    at([200, 0, 10, 10]),
    at([300, 0, 10, 10]),
    { ...at([400, 0, 40, 40]), isCrowd: true },
  ],
  detections: [
    { ...at([0, 0, 10, 9]), score: 0.8 },
    { ...at([0, 0, 10, 10]), score: 0.9 },
    { ...at([100, 0, 10, 10]), score: 0.7 },
    { ...at([205, 0, 10, 10]), score: 0.6 },
    { ...at([300, 0, 10, 10]), score: 0.2 },
    { ...at([410, 5, 10, 10]), score: 0.95 },
    { ...at([0, 0, 10, 10], 1, 1), score: 0.5 },
  ],
}

describe('errors', () => {
  test('each detection and ground truth has one verdict', () => {
    const { hits, falsePositives, misses } = listErrors(input, 0.3)
    expect(hits).toEqual([{ detection: 1, truth: 0, iou: 1 }])
    expect(falsePositives).toEqual([
      { detection: 0, cause: 'duplicate', truth: 0, iou: 0.9 },
      { detection: 2, cause: 'class', truth: 1, iou: 1 },
      { detection: 3, cause: 'localization', truth: 2, iou: 1 / 3 },
      { detection: 6, cause: 'background', truth: null, iou: 0 },
    ])
    expect(misses).toEqual([
      { truth: 1, nearestDetection: 2, iou: 1, bestScore: null, mendedBy: 2 },
      { truth: 2, nearestDetection: 3, iou: 1 / 3, bestScore: null, mendedBy: 3 },
      { truth: 3, nearestDetection: 4, iou: 1, bestScore: 0.2, mendedBy: null },
    ])
  })
  test('lowering the threshold turns the miss into a hit', () => {
    const { hits, misses } = listErrors(input, 0.2)
    expect(hits).toContainEqual({ detection: 4, truth: 3, iou: 1 })
    expect(misses.map(({ truth }) => truth)).toEqual([1, 2])
  })
})

test.each(goldenCases('tide.json').map((golden, i) => ({ i, golden })))(
  'kinds are tidecv’s, error by error counted: data set $i',
  ({ golden }) => {
    const { falsePositives, misses } = listErrors(goldenInput(golden), 0)
    const counts = { Bkg: 0, Loc: 0, Cls: 0, Both: 0, Dupe: 0, Miss: 0 }
    for (const { cause } of falsePositives) {
      const [kind] = Object.entries(causeOfKind).find(([, name]) => name === cause) ?? []
      counts[kind as keyof typeof counts]++
    }
    counts.Miss = misses.filter(({ mendedBy }) => mendedBy === null).length
    // tidecv names an error of detections that an ignored region excuses too; they are no errors to review.
    const wanted = golden.counts as typeof counts
    const excused = goldenInput(golden).truths.some(({ isCrowd, isIgnored }) => isCrowd || isIgnored)
    if (!excused) expect(counts).toEqual(wanted)
    else
      for (const [kind, count] of Object.entries(counts))
        expect(count).toBeLessThanOrEqual(wanted[kind as 'Bkg'])
  },
)

test('confusion matrix: rows true, columns found, background last', () => {
  expect(confusionMatrix(input)).toEqual([
    [1, 0, 2],
    [1, 0, 0],
    [2, 1, 0],
  ])
})

describe('best F1', () => {
  test('hand-worked: three right of five, four to find', () => {
    // F1 after each: 2/5, 4/6, 4/7, 6/8, 6/9.
    const outcomes = { scores: [0.9, 0.8, 0.7, 0.6, 0.5], isTrue: [1, 1, 0, 1, 0], numTruths: 4 }
    expect(bestF1(outcomes)).toEqual({ threshold: 0.6, precision: 0.75, recall: 0.75, f1: 0.75 })
  })
  test('detections of one score stand or fall together', () => {
    const outcomes = { scores: [0.9, 0.5, 0.5], isTrue: [0, 1, 0], numTruths: 1 }
    expect(bestF1(outcomes)).toEqual({ threshold: 0.5, precision: 1 / 3, recall: 1, f1: 0.5 })
  })
  test('undefined where nothing can be found or nothing was', () => {
    expect(bestF1({ scores: [0.9], isTrue: [0], numTruths: 0 })).toEqual({
      threshold: null,
      precision: null,
      recall: null,
      f1: null,
    })
    expect(bestF1({ scores: [0.9], isTrue: [0], numTruths: 2 })).toEqual({
      threshold: null,
      precision: null,
      recall: 0,
      f1: null,
    })
  })
  test('thresholds to use: with 20 boxes half way between its own and the common one', () => {
    const many = { scores: new Array(80).fill(0.6), isTrue: new Array(80).fill(1), numTruths: 80 }
    const few = { scores: new Array(20).fill(0.2), isTrue: new Array(20).fill(1), numTruths: 20 }
    const none = { scores: [0.9], isTrue: [0], numTruths: 0 }
    expect(bestF1(poolOutcomes([many, few, none])).threshold).toBe(0.2)
    const { common, perClass } = operatingThresholds([many, few, none])
    expect(common).toBe(0.2)
    expect(perClass[0]).toBeCloseTo(0.8 * 0.6 + 0.2 * 0.2, 12)
    expect(perClass.slice(1)).toEqual([0.2, 0.2])
  })
})
