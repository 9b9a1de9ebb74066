import { expect, it } from 'vitest'
import { imagePoint } from '../types'
import { proposalAt } from './proposalAt'

const large = { x1: 0, y1: 0, x2: 100, y2: 100 }
const small = { x1: 10, y1: 10, x2: 30, y2: 30 }

it.each([
  [20, 20, small],
  [30, 10, small],
  [31, 10, large],
  [101, 20, null],
])('at %i, %i lies the smallest box there', (x, y, expected) => {
  expect(proposalAt([large, small], imagePoint(x, y))).toBe(expected)
})
