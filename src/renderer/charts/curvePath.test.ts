import { expect, it } from 'vitest'
import { curvePath } from './curvePath'

it('draws from the left to the right, cut at the top and the ground', () => {
  const path = curvePath((x) => 4 - 8 * x, 0, 1, 2)
  expect(path.startsWith('M0.00 0.00L0.01 0.00')).toBe(true)
  // x = (58 / 96)^2: 1.07986 of 2.
  expect(path).toContain('L36.50 46.01')
  expect(path.endsWith('L100.00 100.00')).toBe(true)
})
