import { expect, it } from 'vitest'
import { percentText } from './percent'

it.each([
  [0, '0'],
  [0.004, 'under 1'],
  [0.314, '31'],
  [0.996, 'over 99'],
  [1, '100'],
])('%f in words, with a sign that stays on the line', (share, figure) => {
  expect(percentText(share)).toBe(`${figure}\u00a0%`)
})
