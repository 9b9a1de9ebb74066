import { expect, it } from 'vitest'
import type { ClassId } from '../ids'
import { leastScore } from './leastScore'

const [cell, rod] = ['c1', 'c2'] as ClassId[]
const byClass = [
  { classId: cell, name: 'cell', threshold: 0.2 },
  { classId: null, name: 'gone', threshold: 0.7 },
]

it('is that of the class, by its id before its name, else the overall one', () => {
  const run = { threshold: 0.5, byClass }
  expect(leastScore(run, { classId: cell, className: 'as it was called' })).toBe(0.2)
  expect(leastScore(run, { classId: null, className: 'gone' })).toBe(0.7)
  expect(leastScore(run, { classId: rod, className: 'gone' })).toBe(0.5)
})

it('lets nothing through where nothing is right', () => {
  expect(leastScore({ threshold: null, byClass: [] }, { classId: cell, className: 'cell' })).toBeGreaterThan(
    1,
  )
})
