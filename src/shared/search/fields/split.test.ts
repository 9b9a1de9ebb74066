import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['split:val', [2]],
  ['split:none', [4]],
  ['split:train,test', [1, 3]],
  ['-split:val', [1, 3, 4]],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
