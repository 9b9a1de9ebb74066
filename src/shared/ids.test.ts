import { describe, expect, it } from 'vitest'
import { BoxId, newId, newIds, RunId } from './ids'
import { SweepId } from './sweep/schema'

describe('ids', () => {
  it('are 128 random bits as hex, none there twice, one by one and many at once', () => {
    for (const ids of [Array.from({ length: 1000 }, () => newId<BoxId>()), newIds<BoxId>(40_000)]) {
      for (const id of ids) expect(BoxId.safeParse(id).success).toBe(true)
      expect(new Set(ids).size).toBe(ids.length)
      // Of every digit each value comes as often as any other: 1 in 16, give or take six standard deviations.
      for (let at = 0; at < 32; at++) {
        const share = ids.filter((id) => id[at] === '7').length / ids.length
        expect(Math.abs(share - 1 / 16)).toBeLessThan(6 * Math.sqrt(15 / 256 / ids.length))
      }
    }
  })

  it('of runs and sweeps stay names that a folder can have', () => {
    const ids = [3, 4, 12, 13, 5000].map((digits) => '7'.repeat(digits))
    const accepted = [false, true, true, false, false]
    expect(ids.map((digits) => RunId.safeParse(`run-${digits}`).success)).toEqual(accepted)
    expect(ids.map((digits) => SweepId.safeParse(`sweep-${digits}`).success)).toEqual(accepted)
  })

  it('ascend where many are drawn at once, also past what can be asked for at once', () => {
    const ids = newIds(40_000)
    const heads = ids.map((id) => id.slice(0, 8))
    expect(heads).toEqual([...heads].sort())
    expect([newIds(0), newIds(1).length, newIds(257).length]).toEqual([[], 1, 257])
  })
})
