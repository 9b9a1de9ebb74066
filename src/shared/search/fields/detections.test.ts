import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['detections=2', [1]],
  ['detections>0', [1, 2]],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
