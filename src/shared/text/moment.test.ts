import { describe, expect, it } from 'vitest'
import { fullMomentText, momentText } from './moment'

const at = (day: number, hour: number, month = 10, year = 2026) =>
  new Date(year, month, day, hour, 2).getTime()

describe('momentText', () => {
  it('says no more of a moment than is needed', () => {
    const now = at(26, 21)
    expect(
      [at(26, 9), at(25, 9), at(21, 9), at(3, 9), at(3, 9, 10, 2025)].map((then) => momentText(then, now)),
    ).toEqual(['09:02', 'Wed 09:02', 'Sat 09:02', '3 Nov', '3 Nov 2025'])
  })

  it('says the day and year where a moment may be long ago', () => {
    const now = at(26, 21)
    expect([at(26, 9), at(25, 9), at(3, 9, 8, 2025)].map((then) => fullMomentText(then, now))).toEqual([
      '09:02',
      '25 Nov 2026, 09:02',
      '3 Sep 2025, 09:02',
    ])
  })
})
