import { expect, test } from 'vitest'
import { searchScene } from '../testing/searchScene'
import { searchSorts, sortNamed } from '.'

test.each<[string, number[]]>([
  ['path', [0, 1, 2, 3]],
  ['state', [2, 1, 3, 4]],
  ['split', [0, 1, 2, Number.NaN]],
  ['boxes', [3, 1, 0, 1]],
  ['size', [20_000, 12_000_000, 20_000, 40_000]],
  ['date', searchScene.modifiedAt as number[]],
  ['teaching', [Number.NaN, 1, Number.NaN, 0]],
  ['score', [0.9, 0.95, Number.NaN, Number.NaN]],
  ['hardness', [2, 0.5, Number.NaN, Number.NaN]],
])('%s', (id, keys) => {
  expect([0, 1, 2, 3].map(sortNamed(id).keyOf(searchScene))).toEqual(keys)
})

test('what another version sorted by is by name', () => {
  expect(sortNamed('smell').id).toBe('path')
  expect(new Set(searchSorts.map(({ id }) => id)).size).toBe(9)
})
