import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JobImage } from '../../../shared/training/protocol'
import type { Group } from '../../project/dealGroups'
import { foldJob } from './foldJob'
import { foldProblems, planFolds } from './foldPlan'

const seed = 20261126
const groupsOf = (sizes: readonly { size: number; classes: string[] }[]): Group[] =>
  sizes.map(({ size, classes }, i) => ({
    imageIds: Array.from({ length: size }, (_, k) => `${i}-${k}`),
    boxesByClass: new Map(classes.map((name) => [name, size])),
  }))

const spec = fc.record({
  size: fc.integer({ min: 1, max: 5 }),
  classes: fc.uniqueArray(fc.constantFrom('car', 'bus', 'van'), { minLength: 1 }),
})

describe('planFolds', () => {
  it(`deals every picture into exactly one fold, and no group over a border (seed ${seed})`, () => {
    const input = fc.record({
      specs: fc.array(spec, { minLength: 15, maxLength: 40 }),
      k: fc.integer({ min: 3, max: 5 }),
      dealSeed: fc.nat(1000),
    })
    fc.assert(
      fc.property(input, ({ specs, k, dealSeed }) => {
        const groups = groupsOf(specs)
        const folds = planFolds(groups, k, dealSeed)
        const all = groups.flatMap(({ imageIds }) => imageIds)
        expect(folds).toHaveLength(k)
        expect(folds.flatMap(({ held }) => held).sort()).toEqual([...all].sort())
        for (const { held, val } of folds) {
          const sideOf = (id: string) =>
            held.includes(id as never) ? 'held' : val.includes(id as never) ? 'val' : 'train'
          const sides = groups.map(({ imageIds }) => new Set(imageIds.map(sideOf)))
          expect(sides.every((side) => side.size === 1)).toBe(true)
          // Something is learnt from, and something picks the best epoch.
          expect(new Set(sides.flatMap((side) => [...side]))).toEqual(new Set(['held', 'val', 'train']))
        }
        expect(planFolds(groups, k, dealSeed)).toEqual(folds)
      }),
      { seed },
    )
  })

  it('refuses fewer groups than folds, and says how many there are', () => {
    const groups = groupsOf(Array.from({ length: 3 }, () => ({ size: 4, classes: ['car'] })))
    expect(() => planFolds(groups, 4, 1)).toThrow(
      expect.objectContaining({ code: 'too-few-images', message: expect.stringContaining('3 groups of 12') }),
    )
  })
})

const image = (id: string, classes: number[]): JobImage => ({
  id,
  file: id,
  width: 10,
  height: 10,
  split: 'test',
  boxes: classes.map((classIndex) => ({ x1: 0, y1: 0, x2: 5, y2: 5, classIndex, ignore: false })),
  marks: [],
})

const fold = (held: string[], val: string[]) => ({ held, val }) as never

describe('foldProblems', () => {
  const images = [image('a', [0]), image('b', [0, 1]), image('c', [0]), image('d', [])]

  it('names a class that is on one picture only and a fold that has no box to judge', () => {
    const folds = [fold(['a'], ['c']), fold(['d'], ['a'])]
    expect(foldProblems(folds, images, ['cell', 'rare'])).toEqual([
      'Fold 2 has no box among the pictures that it judges.',
      expect.stringContaining('rare is on one picture only'),
    ])
  })

  it('refuses a fold that would have nothing to learn', () => {
    expect(() => foldProblems([fold(['a', 'b'], ['c'])], images, ['cell', 'rare'])).toThrow(
      expect.objectContaining({ code: 'no-boxes' }),
    )
  })
})

it('the job of a fold does not even hold what it will judge', () => {
  const job = { images: [image('a', [0]), image('b', [0]), image('c', [0])], runFolder: 'run' } as never
  const own = foldJob(job, fold(['a'], ['c']), 'run/fold-1')
  expect(own.images.map(({ id, split }) => [id, split])).toEqual([
    ['b', 'train'],
    ['c', 'val'],
  ])
  expect(own.runFolder).toBe('run/fold-1')
})
