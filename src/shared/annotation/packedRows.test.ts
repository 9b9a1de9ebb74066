import { expect, it } from 'vitest'
import { packRows, unpackRows } from './packedRows'
import type { ImageRow } from './schema'

const row = (n: number): ImageRow => ({
  id: n.toString(16).padStart(32, '0') as ImageRow['id'],
  rootId: '9'.repeat(32) as ImageRow['rootId'],
  path: `a "b"/${n}\u2028.jpg`,
  width: 100 + (n % 3),
  height: 50,
  bytes: n,
  contentHash: n % 2 === 0 ? '' : String(n),
  reviewed: n % 2 === 0,
  split: ([null, 'train', 'val'] as const)[n % 3],
  problem: n === 7 ? 'It is cut off.' : null,
  flags: [[], ['a,b'], ['a', 'b']][n % 3],
  note: n === 3 ? 'seen, "twice"' : '',
  modifiedAt: n % 5 === 0 ? null : 1.7e12 + n,
  takenOut: n % 4 === 0,
  state: 'labelled',
  numBoxes: n,
  classIds: n % 4 === 0 ? [] : [`${n % 4}`.repeat(32) as ImageRow['classIds'][number]],
})

it.each([0, 1, 5, 2500])('brings %i rows over as they were', (count) => {
  const rows = Array.from({ length: count }, (_, n) => row(n))
  expect(unpackRows(packRows(rows))).toEqual(rows)
})

it('writes what repeats once', () => {
  const rows = Array.from({ length: 1000 }, (_, n) => row(n))
  expect(packRows(rows).split('9'.repeat(32))).toHaveLength(2)
})
