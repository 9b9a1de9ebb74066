import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['boxes>1', [1]],
  ['boxes:0', [3]],
  ['boxes:1..3', [1, 2, 4]],
  ['boxes:0,3', [1, 3]],
  ['boxes:>1', [1]],
  ['boxes:x', '“x” is no number for boxes; write it like boxes>10.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
