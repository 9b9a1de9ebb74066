import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['suspect:any', [4]],
  ['suspect:overlooked>2', []],
  ['suspect:swapped', []],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
