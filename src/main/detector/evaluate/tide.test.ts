import { expect, test } from 'vitest'
import { goldenInput } from '../testing/evaluationInput'
import { goldenCases } from '../testing/goldens'
import { evaluateTide } from './tide'
import type { EvaluationInput, Xywh } from './types'

test.each(
  [...goldenCases('tide.json'), ...goldenCases('more-tide.json')].map((golden, i) => ({ i, golden })),
)('tidecv data set $i', ({ golden }) => {
  const report = evaluateTide(goldenInput(golden))
  const special = golden.special as Record<string, number>
  const wanted = { ...(golden.dAP as object), FP: special.FalsePos, FN: special.FalseNeg }
  expect(report.ap50).toBeCloseTo(golden.ap50 as number, 9)
  expect(report.counts).toEqual(golden.counts)
  for (const [name, value] of Object.entries(wanted)) {
    expect(report.figures[name as keyof typeof report.figures], name).toBeCloseTo(value, 9)
  }
})

const box = (xywh: Xywh, classIndex = 0) => ({ image: 0, classIndex, xywh })

test('one detection of each kind', () => {
  const input: EvaluationInput = {
    numImages: 2,
    numClasses: 2,
    truths: [box([0, 0, 10, 10]), box([100, 0, 10, 10]), box([200, 0, 10, 10], 1), box([300, 0, 10, 10])],
    detections: [
      { ...box([0, 0, 10, 10]), score: 0.9 },
      { ...box([0, 0, 10, 9]), score: 0.8 }, // Dupe
      { ...box([105, 0, 10, 10]), score: 0.7 }, // Loc, IoU 1/3
      { ...box([200, 0, 10, 10]), score: 0.6 }, // Cls
      { ...box([206, 0, 10, 10]), score: 0.5 }, // Both, IoU 1/4 with another class
      { ...box([500, 0, 10, 10]), score: 0.4 }, // Bkg
      { ...box([0, 0, 10, 10]), image: 1, score: 0.3 }, // Bkg: no ground truth there
    ],
  }
  expect(evaluateTide(input).counts).toEqual({ Cls: 1, Loc: 1, Both: 1, Dupe: 1, Bkg: 2, Miss: 1 })
})

test('nothing to look at is 0, not an error', () => {
  const report = evaluateTide({ numImages: 1, numClasses: 1, truths: [], detections: [] })
  expect(report.ap50).toBe(0)
  expect(Object.values(report.figures).every((value) => value === 0)).toBe(true)
})
