import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['is:difficult', [1]],
  ['is:occluded,difficult', [1, 2]],
  ['box(class:rbc is:difficult)', []],
  ['is:difficult>1', []],
  ['is:odd', 'is knows no “odd”, but difficult, occluded, truncated, crowd.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
