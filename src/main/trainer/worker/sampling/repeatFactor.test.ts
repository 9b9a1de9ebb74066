import { describe, expect, it } from 'vitest'
import { repeatFactor } from './repeatFactor'
import { uniform } from './uniform'

const pictures = [
  ...Array.from({ length: 98 }, () => ({ classes: new Set([0]) })),
  { classes: new Set([0, 1]) },
  { classes: new Set<number>() },
]

describe('sampling', () => {
  it('repeats a class in 1 of 100 pictures sqrt(0.1 / 0.01) = 3.1623 times at a threshold of 0.1', () => {
    const repeats = repeatFactor.repeats(pictures, { threshold: 0.1 })
    expect(repeats[98]).toBeCloseTo(3.16227766, 8)
    expect([...new Set([...repeats.slice(0, 98), repeats[99]])]).toEqual([1])
  })

  it('repeats nothing at a threshold of 0, or where sampling is uniform', () => {
    expect(new Set(repeatFactor.repeats(pictures, { threshold: 0 }))).toEqual(new Set([1]))
    expect(new Set(uniform.repeats(pictures, { threshold: 0.1 }))).toEqual(new Set([1]))
  })
})
