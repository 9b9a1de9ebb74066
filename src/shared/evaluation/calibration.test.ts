import { expect, test } from 'vitest'
import { calibratedOnly, calibrationError, fitTemperature, reliability, tempered } from './calibration'

test('bins by hand', () => {
  const bins = reliability({ scores: [1, 0.95, 0.55, 0.5, 0.1], isTrue: [1, 0, 1, 1, 0] })
  expect(bins.map(({ count }) => count)).toEqual([0, 1, 0, 0, 0, 2, 0, 0, 0, 2])
  expect(bins[9]).toEqual({ count: 2, meanScore: 0.975, precision: 0.5 })
  expect(bins[0]).toEqual({ count: 0, meanScore: null, precision: null })
  // (2 * 0.475 + 2 * 0.475 + 1 * 0.1) / 5
  expect(calibrationError(bins)).toBeCloseTo(0.4, 12)
  expect(calibrationError(reliability({ scores: [], isTrue: [] }))).toBeNull()
})

test('a temperature by hand: three of four right at one score', () => {
  // sigmoid(logit(0.9) / T) = 3 / 4, so T = ln 9 / ln 3 = 2.
  const scored = { scores: [0.9, 0.9, 0.9, 0.9], isTrue: [1, 1, 0, 1] }
  const temperature = fitTemperature(scored) ?? Number.NaN
  expect(temperature).toBeCloseTo(2, 9)
  expect(tempered(0.9, temperature)).toBeCloseTo(0.75, 9)
})

test('only right, only wrong or no detections hold no temperature', () => {
  expect(fitTemperature({ scores: [0.9, 0.2], isTrue: [1, 1] })).toBeNull()
  expect(fitTemperature({ scores: [0.9], isTrue: [0] })).toBeNull()
  expect(fitTemperature({ scores: [], isTrue: [] })).toBeNull()
})

test('scores at 0 and 1 stay numbers', () => {
  expect(fitTemperature({ scores: [1, 1, 0], isTrue: [1, 0, 0] })).toBeGreaterThan(1)
  expect(tempered(0, 2)).toBeGreaterThan(0)
  expect(tempered(1, 2)).toBeLessThan(1)
})

test('faint detections are left out', () => {
  expect(calibratedOnly({ scores: [0.5, 0.05, 0.049], isTrue: [1, 0, 1] })).toEqual({
    scores: [0.5, 0.05],
    isTrue: [1, 0],
  })
})
