import type { DisjointSets } from './disjointSets'

/** Difference hash (8 x 8): one bit for each pixel of a 9 x 8 grey thumbnail that is darker than its right neighbour. */
export type DifferenceHash = bigint

/** Hashes an RGB thumbnail of 9 x 8 px: [8, 9, 3]. */
export function differenceHash(rgb: Uint8Array): DifferenceHash {
  const grey = (x: number, y: number) => {
    const at = (y * 9 + x) * 3
    return 299 * rgb[at] + 587 * rgb[at + 1] + 114 * rgb[at + 2]
  }
  let hash = 0n
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) hash = (hash << 1n) | (grey(x, y) < grey(x + 1, y) ? 1n : 0n)
  }
  return hash
}

/** Pictures whose hashes differ in at most this many of 64 bits are taken for the same scene. */
export const NEAR_BITS = 2

/**
 * Joins pictures that look the same, transitively. A picture without a hash stands alone.
 * Quadratic, on 64-bit words: 10,000 pictures are compared in about two seconds.
 */
export function joinNearDuplicates(hashes: readonly (DifferenceHash | null)[], sets: DisjointSets): void {
  for (const [i, j] of nearPairs(hashes)) sets.join(i, j)
}

/** A preview asks again and again about the same pictures. */
let remembered: { key: string; pairs: [number, number][] } = { key: '', pairs: [] }

function nearPairs(hashes: readonly (DifferenceHash | null)[]): readonly [number, number][] {
  const key = hashes.join(' ')
  if (remembered.key === key) return remembered.pairs
  const words = hashes.map(wordsOf)
  const pairs: [number, number][] = []
  for (let i = 0; i < words.length; i++) {
    for (let j = i + 1; j < words.length; j++) {
      const a = words[i]
      const b = words[j]
      if (a && b && isNear(a, b)) pairs.push([i, j])
    }
  }
  remembered = { key, pairs }
  return pairs
}

/** Finds the first of these pictures that looks like another one; null where none does. */
export function nearTwin(
  hashes: readonly (DifferenceHash | null)[],
): (hash: DifferenceHash | null) => number | null {
  const words = hashes.map(wordsOf)
  return (hash) => {
    const wanted = wordsOf(hash)
    const at = wanted === null ? -1 : words.findIndex((other) => other !== null && isNear(wanted, other))
    return at < 0 ? null : at
  }
}

/** A hash as two 32-bit words, which are compared many times quicker. */
export type HashWords = readonly [number, number]

export function wordsOf(hash: DifferenceHash | null): HashWords | null {
  return hash === null ? null : [Number(hash >> 32n), Number(hash & 0xffffffffn)]
}

function isNear(a: HashWords, b: HashWords): boolean {
  return differingBits(a, b) <= NEAR_BITS
}

/** In how many of 64 bits two hashes differ. */
export function differingBits(a: HashWords, b: HashWords): number {
  return bitCount(a[0] ^ b[0]) + bitCount(a[1] ^ b[1])
}

/** Bits set in a 32-bit word. */
function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
