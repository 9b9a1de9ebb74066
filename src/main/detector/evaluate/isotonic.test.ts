import { expect, it } from 'vitest'
import { isotonic } from './isotonic'

it('is the rising step function nearest to the outcomes', () => {
  // By rising score 0 1 0 1: the middle two violate the order and pool to a half (checked with scikit-learn).
  const of = isotonic({ scores: [0.9, 0.6, 0.4, 0.2], isTrue: [1, 0, 1, 0] })
  expect([of(0.2), of(0.4), of(0.6), of(0.9)]).toEqual([0, 0.5, 0.5, 1])
  // Between and beyond them, the step below.
  expect([of(0.1), of(0.3), of(0.7), of(1)]).toEqual([0, 0, 0.5, 1])
})

it('takes equal scores as one', () => {
  expect(isotonic({ scores: [0.5, 0.5, 0.5, 0.5], isTrue: [1, 0, 1, 1] })(0.5)).toBe(0.75)
})

it('believes the score where nothing is known', () => {
  expect(isotonic({ scores: [], isTrue: [] })(0.3)).toBe(0.3)
})
