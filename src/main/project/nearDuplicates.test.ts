import { describe, expect, it } from 'vitest'
import { createDisjointSets } from './disjointSets'
import { type DifferenceHash, differenceHash, joinNearDuplicates, nearTwin } from './nearDuplicates'

/** A 9 x 8 grey picture from a function of its pixels. */
const picture = (value: (x: number, y: number) => number) =>
  Uint8Array.from({ length: 9 * 8 * 3 }, (_, i) => value(Math.floor(i / 3) % 9, Math.floor(i / 27)))

describe('differenceHash', () => {
  it('has all bits set where every row gets brighter, none where it gets darker', () => {
    expect(differenceHash(picture((x) => x * 20))).toBe(0xffff_ffff_ffff_ffffn)
    expect(differenceHash(picture((x) => 200 - x * 20))).toBe(0n)
  })

  it('puts the first pixel pair in the highest bit', () => {
    expect(differenceHash(picture((x, y) => (x === 0 && y === 0 ? 0 : 100)))).toBe(1n << 63n)
  })
})

describe('nearTwin', () => {
  it('finds the first that differs in at most two bits', () => {
    const find = nearTwin([null, 0xffff_0000n, 0b1011n, 0b1001n])
    expect(find(0b1000n)).toBe(2)
    expect(find(0b1000n << 32n)).toBe(null)
    expect(find(0xffff_0003n)).toBe(1)
    expect(find(0xffff_0007n)).toBe(null)
    expect(find(null)).toBe(null)
  })
})

function groupNearDuplicates(hashes: (DifferenceHash | null)[]): number[][] {
  const sets = createDisjointSets(hashes.length)
  joinNearDuplicates(hashes, sets)
  return sets.groups()
}

describe('joinNearDuplicates', () => {
  it('joins what differs in two bits, transitively, and leaves what cannot be read alone', () => {
    const far = 0xffff_0000_ffff_0000n
    expect(groupNearDuplicates([0n, far, 0b11n, null, 0b1111n, null])).toEqual([[0, 2, 4], [1], [3], [5]])
    expect(groupNearDuplicates([0n, 0b111n])).toEqual([[0], [1]])
  })
})
