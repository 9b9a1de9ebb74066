import { describe, expect, it } from 'vitest'
import { testError } from '../testing/testError'
import { errorFilters, filterErrors, isSet } from './index'

const box = (side: number) => ({ x1: 0, y1: 0, x2: side, y2: side })
const errors = [
  testError({ id: 'a', cause: 'background', className: 'cell', score: 0.9, hardness: 0.9, box: box(31) }),
  testError({ id: 'b', cause: 'class', className: 'rod', score: 0.5, hardness: 0.5, box: box(32) }),
  testError({ id: 'c', cause: 'missed', className: 'cell', score: null, hardness: 1, box: box(96) }),
  testError({
    id: 'd',
    cause: 'missed',
    className: 'rod',
    score: 0.2,
    hardness: 0.8,
    verdict: 'reject',
    imagePath: 'x/Night.png',
  }),
]
const left = (values: Parameters<typeof filterErrors>[1], except?: string) =>
  filterErrors(errors, values, except).map(({ id }) => id)

describe('filters of the error queue', () => {
  it('have ids of their own', () => {
    expect(new Set(errorFilters.map(({ id }) => id)).size).toBe(errorFilters.length)
  })

  it.each([
    [{ kind: ['background', 'class'] }, ['a', 'b']],
    [{ class: ['rod'] }, ['b', 'd']],
    [{ size: ['small'] }, ['a', 'd']],
    [{ size: ['medium', 'large'] }, ['b', 'c']],
    [{ verdict: ['open'] }, ['a', 'b', 'c']],
    [{ score: [0.5, 1] }, ['a', 'b']],
    [{ score: [0, 1] }, ['a', 'b', 'c', 'd']],
    [{ hardness: [0.8, 0.9] }, ['a', 'd']],
    [{ picture: ' night' }, ['d']],
    [{ picture: '', kind: [] }, ['a', 'b', 'c', 'd']],
  ] as const)('%j', (values, wanted) => {
    expect(left(structuredClone(values) as never)).toEqual(wanted)
  })

  it('combine, and may leave one out for its own counts', () => {
    const values = { kind: ['missed'], class: ['cell'] }
    expect(left(values)).toEqual(['c'])
    expect(left(values, 'kind')).toEqual(['a', 'c'])
  })

  it('know whether they leave anything out', () => {
    const score = errorFilters.find(({ id }) => id === 'score')
    if (score === undefined) throw new Error('no filter by score')
    expect([isSet(score, undefined), isSet(score, [0, 1]), isSet(score, [0, 0.99])]).toEqual([
      false,
      false,
      true,
    ])
  })
})
