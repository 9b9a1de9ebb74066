import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['attribute:colour', [1, 2]],
  ['attribute:colour=red', [1]],
  ['attribute:Colour="dark blue"', [2]],
  ['attribute:colour=*blue', [2]],
  ['attribute:age>6', [1]],
  ['attribute:age>7', []],
  ['attribute:', 'A value is missing after “attribute”.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
