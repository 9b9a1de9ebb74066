import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Split } from '../../shared/annotation/schema'
import { dealGroups, EMPTY, type Group } from './dealGroups'

const single = (id: string, classes: Record<string, number>): Group => ({
  imageIds: [id],
  boxesByClass: new Map(Object.entries(classes)),
})
const ratios = { train: 0.7, val: 0.15, test: 0.15 }

function counts(result: ReadonlyMap<string, string>, ids?: readonly string[]) {
  const of = (split: string) =>
    [...result].filter(([id, s]) => s === split && (ids?.includes(id) ?? true)).length
  return { train: of('train'), val: of('val'), test: of('test') }
}

describe('dealGroups', () => {
  it('keeps the shares, and those of a rare class', () => {
    const common = Array.from({ length: 80 }, (_, i) => single(`c${i}`, { car: 3 }))
    const rare = Array.from({ length: 20 }, (_, i) => single(`r${i}`, { truck: 1 }))
    const result = dealGroups([...common, ...rare], ratios, 1)
    expect(counts(result)).toEqual({ train: 70, val: 15, test: 15 })
    expect(
      counts(
        result,
        rare.map(({ imageIds }) => imageIds[0]),
      ),
    ).toEqual({ train: 14, val: 3, test: 3 })
  })

  it('gives nothing to a split without a share', () => {
    const groups = Array.from({ length: 10 }, (_, i) => single(`${i}`, { a: 1 }))
    expect(counts(dealGroups(groups, { train: 0.8, val: 0.2, test: 0 }, 3))).toEqual({
      train: 8,
      val: 2,
      test: 0,
    })
  })

  it('deals every picture once, keeps groups together, and repeats itself', () => {
    const group = fc.record({ size: fc.integer({ min: 1, max: 4 }), car: fc.nat(5), truck: fc.nat(2) })
    const seed = 20261124
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 30 }), fc.nat(1000), (specs, dealSeed) => {
        const groups = specs.map(({ size, car, truck }, i): Group => {
          const boxes = Object.entries({ car, truck }).filter(([, count]) => count > 0)
          return {
            imageIds: Array.from({ length: size }, (_, k) => `${i}-${k}`),
            boxesByClass: new Map(boxes.length > 0 ? boxes : [[EMPTY, size]]),
          }
        })
        const result = dealGroups(groups, ratios, dealSeed)
        expect(result.size).toBe(groups.reduce((sum, g) => sum + g.imageIds.length, 0))
        for (const { imageIds } of groups) expect(new Set(imageIds.map((id) => result.get(id))).size).toBe(1)
        expect(dealGroups(groups, ratios, dealSeed)).toEqual(result)
      }),
      { seed },
    )
  })

  it('meets the shares to within the size of the largest group (seeded)', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 60 })
    fc.assert(
      fc.property(sizes, fc.nat(1000), (given, dealSeed) => {
        const groups = given.map((size, i): Group => {
          const imageIds = Array.from({ length: size }, (_, k) => `${i}-${k}`)
          return { imageIds, boxesByClass: new Map([['car', size]]) }
        })
        const total = given.reduce((sum, size) => sum + size, 0)
        const result = counts(dealGroups(groups, ratios, dealSeed))
        for (const split of ['train', 'val', 'test'] as const)
          expect(Math.abs(result[split] - ratios[split] * total)).toBeLessThanOrEqual(Math.max(...given))
      }),
      { seed: 20261126 },
    )
  })

  it('counts what was dealt before, so that the shares are those of all', () => {
    const old = Array.from({ length: 10 }, (_, i) => ({
      group: single(`o${i}`, { car: 1 }),
      part: 'train' as Split,
    }))
    const fresh = Array.from({ length: 10 }, (_, i) => single(`n${i}`, { car: 1 }))
    const result = dealGroups(fresh, { train: 0.5, val: 0.25, test: 0.25 }, 1, old)
    expect(counts(result)).toEqual({ train: 0, val: 5, test: 5 })
  })
})
