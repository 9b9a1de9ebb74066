import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['flag:blurry', [2]],
  ['flag:"Two words"', [2]],
  ['flag:blur', []],
  ['flag:blur*', [2]],
  ['-flag:blurry', [1, 3, 4]],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
