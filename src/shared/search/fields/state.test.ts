import { expect, test } from 'vitest'
import { foundIn } from '../testing/searchScene'

test.each<[string, number[] | string]>([
  ['state:open', [2, 4]],
  ['state:reviewed', [1, 3]],
  ['state:labelled', [1, 2, 4]],
  ['state:empty', [3]],
  ['state:unlabelled', []],
  ['state:broken', [4]],
  ['state:open,empty', [2, 3, 4]],
  ['state:odd', 'state knows no “odd”, but open, reviewed, labelled, unlabelled, empty, broken.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})
