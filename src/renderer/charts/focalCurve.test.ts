import { describe, expect, it } from 'vitest'
import { focalCurvePath, focalLossAt } from './focalCurve'

describe('focalLossAt', () => {
  it('agrees with values worked by hand', () => {
    // alpha 0.25, gamma 2 at p = 0.5: 0.25 * 0.25 * ln 2
    expect(focalLossAt(0.5, 0.25, 2)).toBeCloseTo(0.0433217, 7)
    // gamma 0, alpha 1 is cross-entropy: -ln 0.1 = ln 10
    expect(focalLossAt(0.1, 1, 0)).toBeCloseTo(Math.LN10, 6)
    expect(focalLossAt(1, 0.25, 2)).toBeCloseTo(0, 12)
  })
})

describe('focalCurvePath', () => {
  it('starts at the cut top and ends on the ground', () => {
    const path = focalCurvePath({ alpha: 1, gamma: 0 }, { width: 100, height: 50, maxLoss: 3 })
    expect(path.startsWith('M0.0 0.0')).toBe(true)
    expect(path.endsWith('L100.0 50.0')).toBe(true)
  })
})
