import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['bytes>5MB', [2]],
  ['bytes<=2kb', [1, 3]],
  ['bytes:1000', [1]],
  ['bytes>1TB', '“1TB” is no number for bytes; write it like bytes>5MB.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
