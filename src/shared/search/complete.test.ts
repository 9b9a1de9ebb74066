import { expect, test } from 'vitest'
import { completeSearch } from './complete'

const words = { classes: ['Platelet', 'White cell'], flags: ['blurry'], attributes: ['colour'] }
const offered = (text: string) => {
  const { from, options } = completeSearch(text, text.length, words)
  return [from, options.map(({ insert }) => insert)]
}

test.each<[string, number, string[]]>([
  ['sp', 0, ['split:']],
  ['state:open bo', 11, ['boxes>', 'box(']],
  ['-fl', 1, ['flag:']],
  ['(spl', 1, ['split:']],
  ['class:', 6, ['Platelet ', '"White cell" ']],
  ['class:ce', 6, ['"White cell" ']],
  ['class:Platelet,"wh', 15, ['"White cell" ']],
  ['flag:b', 5, ['blurry ']],
  ['attribute:', 10, ['colour ']],
  ['split:v', 6, ['val ']],
  ['boxes>', 6, []],
  ['"sp', 3, []],
])('%s', (text, from, options) => {
  expect(offered(text)).toEqual([from, options])
})
