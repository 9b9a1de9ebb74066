import { expect, it } from 'vitest'
import { curvePath } from './curvePath'

it('draws from the left to the right, cut at the top and the ground', () => {
  const path = curvePath((x) => 4 - 8 * x, 0, 1, 2)
  expect(path.startsWith('M0.00 0.00L1.04 0.00')).toBe(true)
  // Half of the top edge at x = 3/8, the ground from x = 1/2 on.
  expect(path).toContain('L37.50 50.00')
  expect(path.endsWith('L100.00 100.00')).toBe(true)
})
