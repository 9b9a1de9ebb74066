import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([['height>=400', [2, 4]]])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
