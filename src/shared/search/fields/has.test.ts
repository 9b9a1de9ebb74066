import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['has:boxes', [1, 2, 4]],
  ['has:flags', [2]],
  ['has:note', [3]],
  ['has:proposals', [4]],
  ['-has:proposals', [1, 2, 3]],
  ['has:wings', 'has knows no “wings”, but boxes, flags, note, proposals.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
