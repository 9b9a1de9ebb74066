/** Reads a TypeScript file just far enough for the layer rules: what is code, what is comment, what it imports. */

/**
 * The text with comments blanked, and with string contents blanked too; positions and lines stay the same.
 * @param {string} text
 * @returns {{ withoutComments: string, code: string }}
 */
export function splitSource(text) {
  const reader = { text, at: 0, plain: '', code: '' }
  readCode(reader, false)
  return { withoutComments: reader.plain, code: reader.code }
}

/** @typedef {{ text: string, at: number, plain: string, code: string }} Reader */

/** Reads code up to the end, or up to the brace that closes a template's expression. @param {Reader} reader @param {boolean} isNested */
function readCode(reader, isNested) {
  let depth = 0
  while (reader.at < reader.text.length) {
    const char = reader.text[reader.at] ?? ''
    const next = reader.text[reader.at + 1]
    if (char === '/' && next === '/') skipTo(reader, endOfLine(reader))
    else if (char === '/' && next === '*') skipTo(reader, endOfBlock(reader))
    else if (char === "'" || char === '"') readQuoted(reader, char)
    else if (char === '`') readTemplate(reader)
    else if (char === '/' && startsRegex(reader.code)) readRegex(reader)
    else {
      if (char === '{') depth++
      if (char === '}' && depth-- === 0 && isNested) return
      keep(reader, char)
    }
  }
}

/** @param {Reader} reader @param {string} text */
function keep(reader, text) {
  reader.plain += text
  reader.code += text
  reader.at += text.length
}

/** @param {Reader} reader @param {number} end */
function skipTo(reader, end) {
  const blank = reader.text.slice(reader.at, end).replace(/[^\n]/g, ' ')
  reader.plain += blank
  reader.code += blank
  reader.at = end
}

/** Keeps a literal for `plain` and blanks it for `code`. @param {Reader} reader @param {number} end */
function keepLiteral(reader, end) {
  const literal = reader.text.slice(reader.at, end)
  reader.plain += literal
  reader.code += literal.replace(/[^\n]/g, ' ')
  reader.at = end
}

/** @param {Reader} reader */
function endOfLine({ text, at }) {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/** @param {Reader} reader */
function endOfBlock({ text, at }) {
  const end = text.indexOf('*/', at + 2)
  return end === -1 ? text.length : end + 2
}

/** @param {Reader} reader @param {string} quote */
function readQuoted(reader, quote) {
  keep(reader, quote)
  let end = reader.at
  while (end < reader.text.length && reader.text[end] !== quote && reader.text[end] !== '\n') {
    end += reader.text[end] === '\\' ? 2 : 1
  }
  keepLiteral(reader, end)
  if (reader.text[reader.at] === quote) keep(reader, quote)
}

/** @param {Reader} reader */
function readTemplate(reader) {
  keep(reader, '`')
  while (reader.at < reader.text.length) {
    if (reader.text[reader.at] === '`') return keep(reader, '`')
    if (reader.text.startsWith('${', reader.at)) {
      keep(reader, '${')
      readCode(reader, true)
      keep(reader, reader.text[reader.at] ?? '')
    } else keepLiteral(reader, reader.at + (reader.text[reader.at] === '\\' ? 2 : 1))
  }
}

/** A slash starts a regular expression where a value may begin. @param {string} before */
function startsRegex(before) {
  const tail = before.trimEnd()
  return tail === '' || /[([{,;=:!&|?+\-*%<>~^]$/.test(tail) || /\b(return|typeof|case|of|in)$/.test(tail)
}

/** @param {Reader} reader */
function readRegex(reader) {
  let end = reader.at + 1
  let isInClass = false
  while (end < reader.text.length && reader.text[end] !== '\n') {
    const char = reader.text[end]
    if (char === '\\') end++
    else if (char === '[') isInClass = true
    else if (char === ']') isInClass = false
    else if (char === '/' && !isInClass) break
    end++
  }
  keepLiteral(reader, end + 1)
}

/**
 * @typedef {{ from: string, names: string[], line: number, isType: boolean }} Import names as they are called in the
 * source module; '*' for a namespace, 'default' for a default import; `isType` for one that the build erases
 */

const FROM = /(?:^|[\n;}])\s*(?:import|export)\s+(type\s+)?([^'"`;]*?)\s*from\s*['"]([^'"\n]+)['"]/g
const BARE = /(?:^|[\n;}])\s*import\s*['"]([^'"\n]+)['"]/g
const CALL = /\b(?:import|require)\s*\(\s*['"]([^'"\n]+)['"]/g

/** Every module a file names: static, bare, dynamic and required. @param {string} withoutComments @returns {Import[]} */
export function importsOf(withoutComments) {
  const found = []
  for (const match of withoutComments.matchAll(FROM)) {
    const at = match.index + match[0].length
    found.push({ from: match[3] ?? '', names: namesIn(match[2] ?? ''), isType: match[1] !== undefined, at })
  }
  for (const match of withoutComments.matchAll(BARE)) {
    found.push({ from: match[1] ?? '', names: [], isType: false, at: match.index + match[0].length })
  }
  for (const match of withoutComments.matchAll(CALL)) {
    found.push({ from: match[1] ?? '', names: ['*'], isType: false, at: match.index })
  }
  return found.map(({ at, ...rest }) => ({ ...rest, line: lineAt(withoutComments, at) }))
}

/** @param {string} clause */
function namesIn(clause) {
  const braces = /\{([^}]*)\}/.exec(clause)
  const named = (braces?.[1] ?? '')
    .split(',')
    .map(
      (part) =>
        part
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)[0]
          ?.trim() ?? '',
    )
    .filter((name) => name !== '')
  const rest = clause
    .replace(/\{[^}]*\}/, '')
    .replace(/,/g, '')
    .trim()
  if (rest.startsWith('*')) named.push('*')
  else if (rest !== '') named.push('default')
  return named
}

/** The number of the line a position lies in, from 1. @param {string} text @param {number} at */
export function lineAt(text, at) {
  return text.slice(0, at).split('\n').length
}
