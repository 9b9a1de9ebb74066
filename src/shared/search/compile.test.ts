import { expect, test } from 'vitest'
import { compileSearch, needsOf } from './compile'
import { searchFields } from './fields'
import { parseSearch } from './parse'
import { foundIn, searchScene } from './testing/searchScene'

test.each<[string, number[] | string]>([
  ['', [1, 2, 3, 4]],
  ['day', [1, 2, 3]],
  ['DAY state:open', [2]],
  ['day -state:open', [1, 3]],
  ['split:val or split:test', [2, 3]],
  ['split:val | has:note', [2, 3]],
  ['state:open (split:val or has:proposals)', [2, 4]],
  ['not (state:open or has:note)', [1]],
  ['box(class:rbc w<20)', [1]],
  ['box(class:rbc)>1', [1]],
  ['box(class:rbc or class:platelet)>=3', [1]],
  ['box(-class:rbc)', [1, 2, 4]],
  ['found(class:rbc score>0.5)', [2]],
  ['found(class:rbc score>0.5)=0', [1, 3, 4]],
  ['"b or c"', [4]],
  ['box(state:open)', 'state is said of pictures: write it outside of box(…).'],
  ['box(class:rbc>2)', 'Write the number after box(…).'],
  ['box(class:rbc)>x', '“x” is no count.'],
  ['color:red', 'No field is called “color”. Put it in quotation marks to seek the text.'],
])('%s', (text, expected) => {
  expect(foundIn(text)).toEqual(expected)
})

test('a problem says where it is', () => {
  const { query } = parseSearch('state:open class:lorry')
  if (query === null) throw new Error('it should be read')
  expect(compileSearch(query, searchScene).problem).toMatchObject({ from: 11, to: 22 })
})

test('what a search needs is known before', () => {
  const { query } = parseSearch('class:rbc (has:proposals or found(class:rbc)) error:any')
  if (query === null) throw new Error('it should be read')
  expect([...needsOf(query)].sort()).toEqual(['errors', 'found', 'proposals'])
})

test('every field understands its own example, and names are told apart', () => {
  for (const { name, example } of searchFields) {
    expect([name, typeof foundIn(example) === 'string' ? foundIn(example) : 'found']).toEqual([name, 'found'])
    expect(example.startsWith(name)).toBe(true)
  }
  expect(new Set(searchFields.map(({ name }) => name)).size).toBe(searchFields.length)
})
