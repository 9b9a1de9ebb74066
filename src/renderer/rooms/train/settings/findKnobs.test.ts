import { describe, expect, it } from 'vitest'
import { findKnobs } from './findKnobs'

const found = (text: string) => [...(findKnobs(text) ?? [])]

describe('findKnobs', () => {
  it('finds a setting by path, term, symbol and option', () => {
    expect(found('loss.focal.gamma')).toContain('loss.focal.gamma')
    expect(found('early stop')).toContain('schedule.earlyStop.patience')
    expect(found('κ')).toEqual(['loss.positionPenalty.strength'])
    expect(found('ciou')).toContain('loss.box')
  })

  it('wants every word, in any case', () => {
    expect(found('Focus END')).toEqual(['loss.focusing.endGamma'])
    expect(found('nothing like that')).toEqual([])
  })

  it('is off while nothing is typed', () => {
    expect(findKnobs('  ')).toBe(null)
  })
})
