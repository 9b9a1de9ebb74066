import { expect, test } from 'vitest'
import { intervalRange } from './intervalRange'

test('from the lowest end to the highest, undefined ones aside', () => {
  const none = { value: null, low: null, high: null }
  expect(
    intervalRange([{ value: 0.5, low: 0.4, high: 0.7 }, none, { value: 0.2, low: null, high: null }]),
  ).toEqual([0.2, 0.7])
  expect(intervalRange([{ value: 0.5, low: 0.5, high: 0.5 }])).toEqual([0.5, 0.51])
  expect(intervalRange([none])).toEqual([0, 1])
})
