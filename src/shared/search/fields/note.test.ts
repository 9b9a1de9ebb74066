import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['note:ada', [3]],
  ['note:"ask ada"', [3]],
  ['note:bob', []],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
