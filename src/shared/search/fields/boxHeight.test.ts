import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['h=40', [1]],
  ['h>50%', [1]],
  ['h<10px', []],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
