import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['class:platelet', [1, 4]],
  ['class:"white cell"', [2]],
  ['class:cell', [2]],
  ['class:RBC,platelet', [1, 4]],
  ['class:rbc>1', [1]],
  ['class:rbc=0', [2, 3, 4]],
  ['class:*', [1, 2, 4]],
  ['box(class:rbc size>60px)', [1]],
  ['class:lorry', 'No class is called “lorry”.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
