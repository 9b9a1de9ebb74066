import { expect, test } from 'vitest'
import { MAX_SEARCH_LENGTH, parseSearch } from './parse'
import { printSearch } from './print'

test.each([
  ['a b', 'a b'],
  ['a and b', 'a b'],
  ['a OR b c', 'a or b c'],
  ['(a or b) c', '(a or b) c'],
  ['NOT a', '-a'],
  ['--a', '--a'],
  ['boxes:>3', 'boxes>3'],
  ['CLASS:"white cell",RBC>=2', 'class:"white cell",RBC>=2'],
  ['box( class:a w<3 ) > 2', null],
  ['box(class:a w<3)>2', 'box(class:a w<3)>2'],
  ['box (a)', 'box a'],
  ['img-001.jpg', 'img-001.jpg'],
  ['"and"', '"and"'],
  ['path:C:/x', 'path:C:/x'],
  ['a"b"', 'a b'],
])('%s is %s', (text, printed) => {
  const { query } = parseSearch(text)
  expect(query === null ? null : printSearch(query)).toBe(printed)
})

test.each([
  ['class:', 'A value is missing after “class”.', 0, 6],
  ['boxes>', 'A value is missing after “>”.', 5, 6],
  ['a (b', 'The bracket is not closed.', 2, 3],
  ['a) b', 'This bracket was never opened.', 1, 2],
  ['()', 'There is nothing between the brackets.', 0, 2],
  ['a "b', 'The quotation mark is not closed.', 2, 4],
  ['a or', 'Something is missing at the end.', 3, 4],
  ['or a', 'Something is missing beside “or”.', 0, 2],
  [':a', '“:” cannot stand here.', 0, 1],
  ['-', 'Something is missing at the end.', 0, 1],
])('%s: %s', (text, message, from, to) => {
  expect(parseSearch(text).problem).toEqual({ message, from, to })
})

test('too long and too deep searches are refused', () => {
  expect(parseSearch('a'.repeat(MAX_SEARCH_LENGTH + 1)).problem?.message).toMatch(/at most/)
  expect(parseSearch(`${'('.repeat(900)}a${')'.repeat(900)}`).problem?.message).toMatch(/too deep/)
})
