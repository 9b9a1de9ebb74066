import { describe, expect, it } from 'vitest'
import { type ClassId, newId } from '../ids'
import { isTaken, standingProposals, wasRejected } from './rules'
import type { Proposal } from './schema'

const [a, b] = [newId<ClassId>(), newId<ClassId>()]

function proposal(name: string, score: number, x1: number, more: Partial<Proposal> = {}): Proposal {
  return {
    id: name.padEnd(32, '0') as Proposal['id'],
    imageId: newId(),
    classId: a,
    x1,
    y1: 0,
    x2: x1 + 30,
    y2: 10,
    score,
    source: 'coco',
    state: 'open',
    createdAt: 1,
    ...more,
  }
}
const names = (list: readonly Proposal[]) => list.map(({ id }) => id.replaceAll('0', ''))
const none = { boxes: [], reviewed: false }

describe('a place', () => {
  // Boxes 30 x 10, moved by 10: overlap 20 * 10, union 40 * 10, so IoU is exactly 0.5.
  it.each([
    [9, true],
    [10, true],
    [11, false],
  ])('%i px away from a label of any class is taken: %s', (shift, expected) => {
    expect(isTaken(proposal('p', 0.5, shift), [{ x1: 0, y1: 0, x2: 30, y2: 10 }])).toBe(expected)
  })
})

describe('what was rejected', () => {
  it('is the same class at the same place, and only if it was rejected', () => {
    const judged = [proposal('r', 0.5, 0, { state: 'rejected' }), proposal('o', 0.5, 100)]
    expect(wasRejected({ ...judged[0], x1: 10, x2: 40 }, judged)).toBe(true)
    expect(wasRejected({ ...judged[0], x1: 11, x2: 41 }, judged)).toBe(false)
    expect(wasRejected({ ...judged[0], classId: b }, judged)).toBe(false)
    expect(wasRejected(judged[1], judged)).toBe(false)
  })
})

describe('the proposals that stand', () => {
  const all = [
    proposal('low', 0.2, 100),
    proposal('best', 0.9, 0),
    proposal('over', 0.8, 5, { classId: b }),
    proposal('other', 0.6, 200, { classId: b }),
    proposal('gone', 0.95, 300, { state: 'rejected' }),
  ]
  it('are open, by falling score, none over a better one', () => {
    expect(names(standingProposals(all, none))).toEqual(['best', 'other', 'low'])
  })
  it('give way to a label of any class', () => {
    const ground = { boxes: [{ x1: 2, y1: 0, x2: 32, y2: 10 }], reviewed: false }
    expect(names(standingProposals(all, ground))).toEqual(['other', 'low'])
  })
  it('obey threshold and class switches; what a hidden one covered shows', () => {
    expect(names(standingProposals(all, none, { threshold: 0.6, hidden: new Set([a]) }))).toEqual([
      'over',
      'other',
    ])
  })
  it('are none on a reviewed picture', () => {
    expect(standingProposals(all, { boxes: [], reviewed: true })).toEqual([])
  })
})
