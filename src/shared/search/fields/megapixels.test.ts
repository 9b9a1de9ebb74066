import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['megapixels>=12', [2]],
  ['megapixels>12', []],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
