import { expect, it } from 'vitest'
import { goldenCases } from '../detector/testing/goldens'
import { flatten } from '../selfcheck/compare'
import { labelErrorCheck } from '../selfcheck/labelErrorChecks'
import { objectLabScores } from './objectLab'
import { poolScores } from './pictureScore'

it.each(goldenCases('label-errors.json'))('scores labels as cleanlab does: $name', (golden) => {
  const comparisons = labelErrorCheck(golden)
  expect(comparisons).toHaveLength(8)
  for (const { actual, expected } of comparisons) {
    const reference = [...(flatten(expected) ?? [])]
    expect(actual).toHaveLength(reference.length)
    reference.forEach((value, i) => {
      expect(actual[i]).toBeCloseTo(value, 12)
    })
  }
})

it('does not mind how large the pictures are', () => {
  const at = (scale: number) =>
    objectLabScores([
      {
        width: 640 * scale,
        height: 320 * scale,
        labels: [{ box: { x1: 0, y1: 0, x2: 100 * scale, y2: 100 * scale }, classIndex: 0 }],
        predictions: [
          { box: { x1: 30 * scale, y1: 0, x2: 130 * scale, y2: 100 * scale }, classIndex: 0, score: 0.9 },
        ],
      },
    ]).byKind[1][0][0].score
  // IoU 70 / 130; the centres are 30 px apart: 0.9 * 7/13 + 0.1 exp(-3).
  expect(at(1)).toBeCloseTo((0.9 * 7) / 13 + 0.1 * Math.exp(-3), 12)
  expect(at(4)).toBeCloseTo(at(1) ?? 0, 12)
})

it('pools by a soft minimum', () => {
  // Weights 1 and exp(-10) for 0 and 1.
  expect(poolScores([0, null, 1])).toBeCloseTo(Math.exp(-10) / (1 + Math.exp(-10)), 15)
  expect(poolScores([null])).toBe(1)
})
