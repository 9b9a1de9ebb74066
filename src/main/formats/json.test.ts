import { describe, expect, it } from 'vitest'
import { limits } from '../../shared/limits'
import { parseJson, toNumber } from './json'
import { findJsonBreak } from './jsonBreak'

const message = (text: string) => {
  try {
    parseJson(text, 'labels.json')
    return ''
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause)
  }
}

describe('parseJson', () => {
  it('keeps integers apart that a double cannot, and leaves all else alone', () => {
    const text =
      '{"a": 9007199254740993, "b": -9007199254740992, "c": [1, 1.5e3, 0.1234567890123456789], "d": "9007199254740993 \\" 1234567890123456"}'
    expect(parseJson(text, 'x')).toEqual({
      a: '9007199254740993',
      b: '-9007199254740992',
      c: [1, 1500, 0.123_456_789_012_345_68],
      d: '9007199254740993 " 1234567890123456',
    })
  })

  it('reads what Python writes for no number as null, and leaves words alone', () => {
    expect(parseJson('[NaN, -Infinity, Infinity, -NaN, {"NaN": "NaN, -Infinity"}, 1]', 'x')).toEqual([
      null,
      null,
      null,
      null,
      { NaN: 'NaN, -Infinity' },
      1,
    ])
    for (const text of ['[NaNa]', '[xNaN]', '[1NaN]', '[Inf]', '{NaN: 1}', '[- Infinity]'])
      expect(message(text)).toContain('this is not JSON')
  })

  it('names file, line and column where the text breaks off', () => {
    expect(message('{"a": 1,\n "b": }')).toMatch(/^labels\.json: this is not JSON: .*line 2, column 7\)\.$/)
    expect(message('{"a": [1, 2')).toContain('line 1, column 12')
    expect(message('{"a": None}')).toContain('line 1, column 7')
    expect(message('{"a": NaN, "b": [-Infinity, None]}')).toContain('line 1, column 29')
  })

  it('row 19: stops at the depth limit, and does not count brackets inside strings', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(parseJson(nested(limits.maxJsonDepth), 'x')).toBeInstanceOf(Array)
    expect(message(nested(limits.maxJsonDepth + 1))).toContain('levels deep')
    expect(message(nested(200_000))).toContain('levels deep')
    expect(parseJson(`["${'['.repeat(1000)}\\\\", 1]`, 'x')).toHaveLength(2)
  })

  it('row 19: refuses more values than memory holds, by their weight', () => {
    const list = (value: string, times: number) => `[${`${value},`.repeat(times)}0]`
    // A bracket weighs as much as eight numbers, a comma as one.
    expect(message(list('{}', Math.ceil(limits.maxJsonWeight / 9)))).toContain('too many values')
    // Text weighs nothing.
    expect(parseJson(list('"[[[[{{{{,,,,::::"', 1000), 'x')).toHaveLength(1001)
  })

  it('row 19: leaves prototypes alone', () => {
    const parsed = parseJson('{"__proto__": {"polluted": 1}}', 'x')
    expect([Object.hasOwn(parsed as object, '__proto__'), Reflect.get({}, 'polluted')]).toEqual([
      true,
      undefined,
    ])
  })
})

describe('findJsonBreak', () => {
  it('finds the place in every kind of broken text', () => {
    const cases: [string, number][] = [
      ['', 0],
      ['[1, ]', 4],
      ['{"a" 1}', 5],
      ['{a: 1}', 1],
      ['[1 2]', 3],
      ['[1}', 2],
      ['{"a": 1,}', 8],
      ['{} x', 3],
      ['["open', 1],
      ['["\\x"]', 1],
      ['01', 1],
      ['[[[]', 4],
    ]
    expect(cases.map(([text]) => findJsonBreak(text).offset)).toEqual(cases.map(([, offset]) => offset))
  })
})

describe('toNumber', () => {
  it('reads numbers and numeric text, nothing else', () => {
    const values = [
      1,
      '5e1',
      ' -2.5 ',
      '.5',
      '40,5',
      '0x10',
      '',
      'NaN',
      null,
      true,
      [1],
      Infinity,
      Number.NaN,
    ]
    expect(values.map(toNumber)).toEqual([1, 50, -2.5, 0.5, ...new Array(9).fill(undefined)])
  })

  it('row 19: takes no longer than the text is long', () => {
    const digits = '1'.repeat(200_000)
    const values = [`${digits}x`, digits, `1.${digits}`, `${' '.repeat(200_000)}1x`]
    expect(values.map(toNumber)).toEqual(new Array(4).fill(undefined))
    expect(toNumber(`${' '.repeat(200_000)}7`)).toBe(7)
  })
})
