import { describe, expect, test } from 'vitest'
import { goldenInput } from '../testing/evaluationInput'
import { goldenCases } from '../testing/goldens'
import { confusionEntries, confusionMatrix } from './confusion'
import { causeOfKind, listErrors } from './errors'
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

test('confusion entries: one for each pair and each box left over; thresholds by class', () => {
  const entries = confusionEntries(input, { minScore: [0.85, 0.3], minIou: 0.45 })
  expect(entries).toEqual([
    { truth: 1, detection: null, iou: 0 },
    { truth: 2, detection: null, iou: 0 },
    { truth: 3, detection: null, iou: 0 },
    { truth: 0, detection: 1, iou: 1 },
    { truth: null, detection: 6, iou: 0 },
  ])
})
