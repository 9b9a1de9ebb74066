import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['reviewed:yes', [1, 3]],
  ['reviewed:no', [2, 4]],
  ['reviewed:maybe', 'reviewed knows no “maybe”, but yes, no.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
