import { describe, expect, it } from 'vitest'
import type { ImageRow } from '../../../shared/annotation/schema'
import { isSameRow } from './isSameRow'

const row = {
  id: 'a',
  path: 'pictures/a.jpg',
  width: 40,
  note: '',
  split: null,
  flags: ['blurred', 'night'],
  classIds: [],
} as unknown as ImageRow

describe('two rows of a picture', () => {
  it('are the same with lists of their own', () => {
    expect(isSameRow(row, { ...row, flags: ['blurred', 'night'] })).toBe(true)
  })

  it.each<[string, Partial<ImageRow>]>([
    ['a number', { width: 41 }],
    ['a list that reads alike', { flags: ['blurred,night'] }],
    ['an order', { flags: ['night', 'blurred'] }],
    ['nothing and a word', { split: 'train' }],
    ['a note', { note: 'null' }],
  ])('differ in %s', (_, change) => {
    expect(isSameRow(row, { ...row, ...change })).toBe(false)
  })

  it('differ where one knows more', () => {
    const { note: _, ...less } = row
    expect(isSameRow(less as ImageRow, row)).toBe(false)
  })
})
