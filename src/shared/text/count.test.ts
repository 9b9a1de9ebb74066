import { describe, expect, it } from 'vitest'
import { countText, figureText, groupedText, shortText } from './count'

describe('countText', () => {
  it('agrees in number', () => {
    expect(countText(1, 'picture')).toBe('1 picture')
    expect(countText(0, 'picture')).toBe('0 pictures')
    expect(countText(2, 'class', 'classes')).toBe('2 classes')
  })
})

describe('groupedText', () => {
  it('parts thousands', () => {
    expect([7, 999, 4153, 1_234_567].map(groupedText)).toEqual([
      '7',
      '999',
      '4\u202f153',
      '1\u202f234\u202f567',
    ])
  })
})

describe('figureText', () => {
  it('shows what is undefined as a dash', () => {
    expect([0.8716, 1, null].map(figureText)).toEqual(['0.872', '1.000', '–'])
    expect([0.8716, 12, null].map(shortText)).toEqual(['0.87', '12.00', '–'])
  })
})
