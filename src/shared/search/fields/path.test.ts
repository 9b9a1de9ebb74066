import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['path:day/*', [1, 2]],
  ['path:img1', [2]],
  ['path:*.png', [3]],
  ['path:"b or c"', [4]],
  ['path:night/?.png', [3]],
  ['path:"a","b or"', [1, 2, 3, 4]],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
