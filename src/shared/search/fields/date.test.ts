import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['date:2026', [1, 2]],
  ['date:2026-05', [1]],
  ['date:2026-05-31', [1]],
  ['date>2026-05-31', [2]],
  ['date>=2026-05-31', [1, 2]],
  ['date<2026', [4]],
  ['date:2025..2026-05', [1, 4]],
  ['date:soon', '“soon” is no date; write it like 2026, 2026-05 or 2026-05-31.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
