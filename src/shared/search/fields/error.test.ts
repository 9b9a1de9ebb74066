import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['error:any', [1, 2]],
  ['error:missed>2', [1]],
  ['error:place', [2]],
  ['error:any>3', [1]],
  ['error:background,place', [1, 2]],
  ['error:duplicate', []],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
