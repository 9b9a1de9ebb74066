import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['w=10', [1]],
  ['w>=400px', [2]],
  ['w:90..100', [4]],
  ['w>50%', [4]],
  ['w>a', '“a” is no number for w; write it like w<20px.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
