import { describe, expect, it } from 'vitest'
import { pace } from './pace'

describe('pace', () => {
  it('counts verdicts a minute and leaves pauses out', () => {
    // Gaps of 2, 4 and, after a pause of ten minutes, 3 s: 3 s on average.
    expect(pace([0, 2000, 6000, 606_000, 609_000])).toBe(20)
  })

  it('does not mind the order, nor verdicts whose time is not known', () => {
    expect(pace([6000, null, 0, 3000])).toBe(20)
  })

  it('says nothing of too few, or of ones that came at once', () => {
    expect([pace([]), pace([1, 2]), pace([0, 3000, 900_000]), pace([5, 5, 5])]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  it('goes by the newest thirty', () => {
    const slow = Array.from({ length: 50 }, (_, i) => i * 30_000)
    const fast = Array.from({ length: 30 }, (_, i) => 2_000_000 + i * 1000)
    expect(pace([...slow, ...fast])).toBe(60)
  })
})
