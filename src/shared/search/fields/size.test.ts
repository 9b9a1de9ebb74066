import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['size<21px', [1]],
  ['size=20', [1]],
  ['size:small', [1]],
  ['size:medium', [1]],
  ['size:large', [2, 4]],
  ['size>40%', [1, 4]],
  ['size>=48%', [4]],
  ['size:red', '“red” is no number for size; write it like size<32px.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
