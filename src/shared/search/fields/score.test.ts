import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['score>0.9', [2]],
  ['score=0.9', [1]],
  ['score:0.2..0.4', [1]],
  ['box(score>0.5)', 'score belongs into found(…).'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
