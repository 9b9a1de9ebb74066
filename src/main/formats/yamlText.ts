import { Composer, type CST, type Document, isMap, isScalar, isSeq, Lexer, LineCounter, Parser } from 'yaml'
import { isObject, type JsonObject } from './json'
import { invalid } from './readText'

/** A data.yaml of 10,000 classes has about 200 KiB. */
const MAX_CHARACTERS = 512 * 1024
const MAX_ALIASES = 50
/** The library goes down by recursion, and a stack that is nearly full can end the process. */
const MAX_DEPTH = 64

/**
 * Parses a YAML mapping; every scalar stays the text it is written as (`no`, `007`), tags and aliases that grow are refused.
 * @throws StudioError `format-invalid`, with the line where it breaks off
 */
export function parseYaml(text: string, file: string): JsonObject {
  if (text.length > MAX_CHARACTERS) throw invalid(file, 'it is too long for a list of settings.')
  const lines = new LineCounter()
  let value: unknown
  try {
    const document = compose(text, lines)
    const [problem] = [...document.errors, ...document.warnings]
    if (problem !== undefined) throw new Error(`${problem.message}${placeOf(problem.pos[0], lines)}`)
    requireKeysOnce(document, lines)
    value = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (cause) {
    const [first = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    throw invalid(file, `the YAML cannot be read: ${first.replace(/:$/, '')}.`)
  }
  if (!isObject(value)) throw invalid(file, 'it holds no settings (key: value).')
  return value
}

/** What `parseDocument` does, but that it stops where the text is too deep or says too much twice. */
function compose(text: string, lines: LineCounter): Document.Parsed {
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  let numAliases = 0
  lines.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('*') && ++numAliases > MAX_ALIASES)
      throw new Error(`there are more than ${MAX_ALIASES} aliases`)
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') throw new Error(`${token.message}${placeOf(token.offset, lines)}`)
      tokens.push(token)
    }
    if (parser.stack.length > MAX_DEPTH)
      throw new Error(`it is nested more than ${MAX_DEPTH} levels deep${placeOf(parser.offset, lines)}`)
  }
  for (const token of parser.end()) tokens.push(token)
  // Its own look at doubled keys holds each against all others.
  const composer = new Composer({ schema: 'failsafe', version: '1.2', uniqueKeys: false })
  const [document, second] = composer.compose(tokens, true, text.length)
  if (document === undefined || second !== undefined)
    throw new Error('there is not one document in it but several')
  return document
}

/** @throws Error where a mapping has a key twice */
function requireKeysOnce(document: Document.Parsed, lines: LineCounter): void {
  const open: unknown[] = [document.contents]
  while (open.length > 0) {
    const node = open.pop()
    if (isSeq(node)) for (const item of node.items) open.push(item)
    if (!isMap(node)) continue
    const keys = new Set<unknown>()
    for (const { key, value } of node.items) {
      if (isScalar(key) && keys.has(key.value))
        throw new Error(`a key stands twice${placeOf(key.range?.[0] ?? 0, lines)}`)
      keys.add(isScalar(key) ? key.value : key)
      open.push(key, value)
    }
  }
}

function placeOf(offset: number, lines: LineCounter): string {
  const { line, col } = lines.linePos(offset)
  return ` at line ${line}, column ${col}`
}
