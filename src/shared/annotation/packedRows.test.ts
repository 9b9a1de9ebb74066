import { expect, it } from 'vitest'
import type { ClassId, ImageId, RootId } from '../ids'
import { type PackedRows, unpackRows } from './packedRows'

const [cat, dog] = ['c'.repeat(32) as ClassId, 'd'.repeat(32) as ClassId]
const packed: PackedRows = {
  order: [2, 0, 1],
  classIds: [cat, dog],
  classes: ['1,0,1', '0', null],
  counted_row: [5, 9, 4],
  row: [4, 5, 9],
  id: ['1', '2', '3'] as ImageId[],
  root_id: ['9', '9', '8'] as RootId[],
  path: ['b.jpg', 'c "c"/\u2028.jpg', 'a.jpg'],
  width: [100, 200, 300],
  height: [10, 20, 30],
  bytes: [7, 8, 9],
  content_hash: ['', 'x', 'y'],
  reviewed: [1, 0, 0],
  split: [null, 'train', 'val'],
  problem: [null, 'It is cut off.', null],
  flags: ['[]', '["a,b"]', '["a","b"]'],
  note: ['', 'seen, "twice"', ''],
  modified_at: [null, 1.7e12, 5],
  taken_out: [0, 1, 0],
}

it('brings the rows over in their order, with what their boxes amount to', () => {
  const rows = unpackRows(JSON.stringify(packed))
  expect(rows.map(({ path }) => path)).toEqual(['a.jpg', 'b.jpg', 'c "c"/\u2028.jpg'])
  expect(rows[2]).toEqual({
    id: '2',
    rootId: '9',
    path: 'c "c"/\u2028.jpg',
    width: 200,
    height: 20,
    bytes: 8,
    contentHash: 'x',
    reviewed: false,
    split: 'train',
    problem: 'It is cut off.',
    flags: ['a,b'],
    note: 'seen, "twice"',
    modifiedAt: 1.7e12,
    takenOut: true,
    state: 'labelled',
    numBoxes: 3,
    classIds: [cat, dog],
  })
  expect(rows.map(({ state }) => state)).toEqual(['labelled', 'reviewed-empty', 'labelled'])
  expect(rows.map(({ classIds }) => classIds)).toEqual([[cat], [], [cat, dog]])
})

it('leaves the rows as they came where no order is given, and keeps what repeats once', () => {
  const rows = unpackRows(JSON.stringify({ ...packed, order: null, flags: ['["a"]', '["a"]', '["a"]'] }))
  expect(rows.map(({ id }) => id)).toEqual(['1', '2', '3'])
  expect(rows[0].flags).toBe(rows[1].flags)
})

it('takes no rows', () => {
  const none = Object.fromEntries(Object.keys(packed).map((key) => [key, []]))
  expect(unpackRows(JSON.stringify({ ...none, order: null }))).toEqual([])
})
