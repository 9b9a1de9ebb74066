import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['width=4000', [2]],
  ['width<200', [4]],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
