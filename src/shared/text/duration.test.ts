import { describe, expect, it } from 'vitest'
import { aboutDurationText, agoText, durationText } from './duration'

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [110, '1 min 50 s'],
    [3600, '1 h'],
    [7500, '2 h 5 min'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text)
  })
})

describe('aboutDurationText', () => {
  it.each([
    [20, 'under a minute'],
    [70, 'about a minute'],
    [118, 'about 2 minutes'],
    [3 * 3600, 'about 3 hours'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(aboutDurationText(seconds)).toBe(text)
  })
})

describe('agoText', () => {
  it.each([
    [30_000, 'just now'],
    [5 * 60_000, '5 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [30 * 3_600_000, 'yesterday'],
    [80 * 3_600_000, '3 days ago'],
  ])('says %d ms as %s', (elapsed, text) => {
    expect(agoText(1_000_000_000, 1_000_000_000 + elapsed)).toBe(text)
  })
})
