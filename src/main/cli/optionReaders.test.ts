import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { collect, readChoice, readFraction, readInteger, readPositive, readRatios } from './optionReaders'

describe('option readers', () => {
  it('read what is right', () => {
    expect(readInteger('7')).toBe(7)
    expect(readFraction('0.25')).toBe(0.25)
    expect(readPositive('90')).toBe(90)
    expect(readRatios('70/15/15')).toEqual({ train: 0.7, val: 0.15, test: 0.15 })
    expect(readChoice(['fp', 'fn'])('fn')).toBe('fn')
    expect(collect('b', ['a'])).toEqual(['a', 'b'])
  })

  it.each([
    () => readInteger('1.5'),
    () => readInteger('x'),
    () => readFraction('1.2'),
    () => readPositive('0'),
    () => readChoice(['fp', 'fn'])('fx'),
    () => readRatios('70/30'),
    () => readRatios('0/0/0'),
    () => readRatios('70/-15/45'),
  ])('refuse what is wrong', (read) => {
    expect(read).toThrow(InvalidArgumentError)
  })
})
