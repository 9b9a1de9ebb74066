import { expect, test } from 'vitest'
import { interpolatedPath, rawPath } from './prPath'
import { fullHeight, scoreBins } from './scoreBins'

const outcomes = { scores: [0.95, 0.8, 0.6, 0.04], isTrue: [1, 0, 1, 0], numTruths: 2 }

test('bins by score; the faintest fifth does not set the height', () => {
  const bins = scoreBins({ ...outcomes, scores: [1, 0.8, 0.6, 0.04] }, 10)
  expect(bins[9]).toEqual({ right: 1, wrong: 0 })
  expect(bins[8]).toEqual({ right: 0, wrong: 1 })
  expect(bins[0]).toEqual({ right: 0, wrong: 1 })
  expect(fullHeight([{ right: 0, wrong: 900 }, ...bins.slice(1)])).toBe(1)
})

test('the raw curve goes through every corner', () => {
  // Recall and precision: 0.5 1, 0.5 0.5, 1 2/3, 1 0.5.
  expect(rawPath(outcomes)).toBe('M50.00 0.00L50.00 50.00L100.00 33.33L100.00 50.00')
})

test('the interpolated curve never rises and ends at recall 1', () => {
  const points = interpolatedPath(outcomes).slice(1).split('L')
  expect(points).toHaveLength(101)
  expect(points[0]).toBe('0.00 0.00')
  expect(points[50]).toBe('50.00 0.00')
  expect(points[51]).toBe('51.00 33.33')
  expect(points[100]).toBe('100.00 33.33')
})

test('a class without ground truth has no curve', () => {
  expect(rawPath({ ...outcomes, numTruths: 0 })).toBe('')
  expect(interpolatedPath({ ...outcomes, numTruths: 0 })).toBe('')
})
