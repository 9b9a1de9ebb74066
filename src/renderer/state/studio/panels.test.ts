import { describe, expect, it } from 'vitest'
import { inSectionOrder } from './panels'

describe('inSectionOrder', () => {
  it('keeps the person’s order, leaves out what is gone and puts new ones where they belong', () => {
    expect(inSectionOrder(['a', 'b', 'c'], [])).toEqual(['a', 'b', 'c'])
    expect(inSectionOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['c', 'a', 'b'])
    expect(inSectionOrder(['a', 'new', 'b'], ['b', 'gone', 'a'])).toEqual(['b', 'new', 'a'])
  })
})
