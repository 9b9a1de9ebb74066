/** Where a text stops being JSON. */
export interface JsonBreak {
  offset: number
  reason: string
}

/** Written without nested repeats, so that a string without an end costs no more than its length. */
const STRING = /"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*"/u.source
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/u.source
const TOKEN = new RegExp(`[\\[\\]{}:,]|${STRING}|${NUMBER}|true|false|null|NaN|-?Infinity`, 'uy')

/** What may come next: a value, a value or the end of an empty list, a key (or the end), a colon, a comma or the end. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end'

/**
 * Finds the first place where a text is no JSON (RFC 8259). Only called once `JSON.parse` has refused the text:
 * its own message names a place in some versions of V8 and not in others.
 */
export function findJsonBreak(text: string): JsonBreak {
  const open: ('[' | '{')[] = []
  let expected: Expected = 'value'
  let offset = 0
  for (;;) {
    offset = skipBlanks(text, offset)
    if (offset >= text.length) return { offset: text.length, reason: 'the text ends too early' }
    TOKEN.lastIndex = offset
    const token = TOKEN.exec(text)?.[0]
    const next: Expected | 'done' | undefined =
      token === undefined ? undefined : advance(token, expected, open)
    if (token === undefined || next === undefined)
      return { offset, reason: `unexpected ${JSON.stringify(text[offset])}` }
    offset += token.length
    if (next === 'done') return { offset: skipBlanks(text, offset), reason: 'more text after the end' }
    expected = next
  }
}

/** The state after a token; undefined where it may not stand. Keeps the stack of open brackets. */
function advance(token: string, expected: Expected, open: ('[' | '{')[]): Expected | 'done' | undefined {
  const afterValue = () => (open.length === 0 ? 'done' : ', or end')
  const isValuePlace = expected === 'value' || expected === 'value or ]'
  switch (token) {
    case '[':
    case '{':
      if (!isValuePlace) return undefined
      open.push(token)
      return token === '[' ? 'value or ]' : 'key or }'
    case ']':
    case '}': {
      const isEmptyEnd = expected === (token === ']' ? 'value or ]' : 'key or }')
      if (!isEmptyEnd && expected !== ', or end') return undefined
      return open.pop() === (token === ']' ? '[' : '{') ? afterValue() : undefined
    }
    case ':':
      return expected === ':' ? 'value' : undefined
    case ',':
      if (expected !== ', or end') return undefined
      return open.at(-1) === '[' ? 'value' : 'key'
    default:
      if (isValuePlace) return afterValue()
      return (expected === 'key' || expected === 'key or }') && token.startsWith('"') ? ':' : undefined
  }
}

function skipBlanks(text: string, start: number): number {
  let offset = start
  while (offset < text.length && ' \t\r\n'.includes(text[offset] as string)) offset++
  return offset
}
