import { expect, it } from 'vitest'
import { escapeOdd } from './escapeOdd'

it.each([
  ['nut', 'nut'],
  ['Gehäuse 日本語 صورة שלום', 'Gehäuse 日本語 صورة שלום'],
  // The joiner holds an emoji together, the non-joiner is Persian orthography.
  ['👩‍👩‍👧 می‌خواهم', '👩‍👩‍👧 می‌خواهم'],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['photo\u202egpj.exe', 'photo\\u202egpj.exe'],
  ['a\u2066b\u2069c\u200fd\u061c', 'a\\u2066b\\u2069c\\u200fd\\u061c'],
  ['two\nlines\r\u0085\u2028\u2029', 'two\\u000alines\\u000d\\u0085\\u2028\\u2029'],
  ['\u001b[31mred\u0000\u0007\u009b', '\\u001b[31mred\\u0000\\u0007\\u009b'],
  ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
])('row 22: %j is shown as %j', (text, shown) => {
  expect(escapeOdd(text)).toBe(shown)
})

it('row 22: lines of our own stay lines', () => {
  expect(escapeOdd('a\u202e\n\tb\u001b[0m', '\n')).toBe('a\\u202e\n\tb\\u001b[0m')
})
