import { describe, expect, it } from 'vitest'
import { type ClassId, type ImageId, newId } from '../../../shared/ids'
import { orderByTeaching, type Pupil, teachScore } from './teach'

const [common, rare] = [newId<ClassId>(), newId<ClassId>()]
const rules = {
  threshold: 0.3,
  boxCounts: new Map([
    [common, 100],
    [rare, 25],
  ]),
}
const seen = (score: number, classId: ClassId | null = common) => ({ classId, score })

describe('what a picture teaches', () => {
  it('is nothing where nothing is seen', () => {
    expect(teachScore([], rules)).toBe(0)
  })
  it('is a fifth for each detection at the threshold, five at the most', () => {
    expect(teachScore([seen(0.3)], rules)).toBeCloseTo(0.2, 12)
    expect(teachScore(Array(5).fill(seen(0.3)), rules)).toBeCloseTo(1, 12)
    expect(teachScore(Array(9).fill(seen(0.3)), rules)).toBeCloseTo(1, 12)
  })
  it('falls off on both sides of the threshold by the entropy of the moved score', () => {
    // Odds 3/7 at the threshold; a score with 4 times these odds (12/19) moves to p = 4/5, one with a quarter (3/31) to 1/5.
    const bits = -(0.8 * Math.log2(0.8) + 0.2 * Math.log2(0.2))
    expect(teachScore([seen(12 / 19)], rules)).toBeCloseTo(bits / 5, 10)
    expect(teachScore([seen(3 / 31)], rules)).toBeCloseTo(bits / 5, 10)
    expect(teachScore([seen(1)], rules)).toBeLessThan(0.001)
  })
  it('rises with a likely object of a rare class: half of p (1 - sqrt(25 / 100))', () => {
    const plain = teachScore([seen(12 / 19)], rules)
    expect(teachScore([seen(12 / 19, rare)], rules) - plain).toBeCloseTo(0.5 * 0.8 * 0.5, 10)
    expect(teachScore([seen(12 / 19, null)], rules)).toBeCloseTo(plain, 10)
  })
})

describe('the order of pictures', () => {
  const pupil = (name: number, teach: number, hash: bigint | null): Pupil => ({
    imageId: String(name).padStart(32, '0') as ImageId,
    teach,
    hash,
  })
  const order = (pupils: Pupil[], known: bigint[] = []) => orderByTeaching(pupils, known).map(Number)

  it('takes what teaches most first', () => {
    expect(order([pupil(1, 0.2, null), pupil(2, 0.9, null), pupil(3, 0.5, null)])).toEqual([2, 3, 1])
  })
  it('keeps near-duplicates apart', () => {
    // 2 and 1 differ in one bit: after 2, 1 is worth 0.8 / 16 = 0.05.
    expect(order([pupil(1, 0.8, 0b1n), pupil(2, 0.9, 0n), pupil(3, 0.1, 0xffff_ffffn)])).toEqual([2, 3, 1])
  })
  it('puts what looks like a labelled picture last', () => {
    expect(order([pupil(1, 0.9, 0xffffn << 40n), pupil(2, 0.2, 0n)], [0xffffn << 40n])).toEqual([2, 1])
  })
  it('loses and doubles none of many', () => {
    const many = Array.from({ length: 700 }, (_, i) => pupil(i, (i * 37) % 11, BigInt(i * 2654435761)))
    expect(order(many).toSorted((a, b) => a - b)).toEqual(many.map((_, i) => i))
  })
})
