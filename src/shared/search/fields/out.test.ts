import { expect, test } from 'vitest'
import { foundIn, searchScene } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['out:yes', [2]],
  ['out:no', [1, 3, 4]],
  ['out:yes,no', [1, 2, 3, 4]],
  ['-out:yes reviewed:no', [4]],
  ['out:maybe', 'out knows no “maybe”, but yes, no.'],
  // Not asked for: a picture that was taken out is not found, whatever else holds of it.
  ['', [1, 3, 4]],
  ['class:white', []],
  ['-class:white', [1, 3, 4]],
  ['class:white or reviewed:yes', [1, 3]],
  ['class:white or out:yes', [2]],
])('%s', (text, expected) => {
  expect(foundIn(text, { ...searchScene, takenOut: [0, 1, 0, 0] })).toEqual(expected)
})
