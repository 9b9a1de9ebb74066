import { expect, test } from 'vitest'
import { pairClosest } from './pairClosest'

const near = (a: number, b: number) => 1 - Math.abs(a - b)

test('the closest take each other first, and one only', () => {
  // 0.9 is closer to 1 than 0.6 is, so 0.6 is left to 0.3.
  expect(pairClosest([0.6, 0.9], [1, 0.3], near, 0.5)).toEqual([
    [1, 0],
    [0, 1],
  ])
})

test('what is too far apart stays alone; equal ones go by the order of the lists', () => {
  expect(pairClosest([0, 1], [0.4], near, 0.7)).toEqual([])
  expect(pairClosest([1, 1], [1, 1], near, 1)).toEqual([
    [0, 0],
    [1, 1],
  ])
})
