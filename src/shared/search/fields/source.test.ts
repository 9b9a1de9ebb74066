import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['source:imported', [1]],
  ['source:accepted', [1]],
  ['source:drawn', [1, 2, 4]],
  ['source:drawn>1', []],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
