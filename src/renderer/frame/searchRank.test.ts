import { describe, expect, it } from 'vitest'
import { rank, searchable } from './searchRank'

const of = (words: string, search: string) => rank(searchable(words, 'abcdef'), search)

describe('rank', () => {
  it('puts the beginning first, then beginnings of words, then parts of words', () => {
    const scores = ['Redo', 'Mark as reviewed', 'Whole picture'].map((words) => of(words, 're'))
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(new Set(scores).size).toBe(3)
  })

  it('wants every part, in any order', () => {
    expect(of('Copy the boxes of the previous picture', 'prev box')).toBeGreaterThan(0)
    expect(of('Copy boxes', 'prev box')).toBe(0)
  })

  it('never finds by the id', () => {
    expect(of('Platelet', 'abc')).toBe(0)
  })
})
