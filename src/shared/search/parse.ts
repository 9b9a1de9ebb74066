import type { Comparison, Group, Query, RegionKind, SearchProblem, Term } from './query'
import { type Token, tokenize } from './tokens'

/** Longer searches are no searches, and deeper ones would exhaust the stack. */
export const MAX_SEARCH_LENGTH = 2000
const MAX_DEPTH = 60

export type Parsed = { query: Query; problem: null } | { query: null; problem: SearchProblem }

/** Reads a search as docs/search.md describes it; says where it cannot. Never throws. */
export function parseSearch(text: string): Parsed {
  if (text.length > MAX_SEARCH_LENGTH) {
    const message = `A search has at most ${MAX_SEARCH_LENGTH} characters.`
    return { query: null, problem: { message, from: MAX_SEARCH_LENGTH, to: text.length } }
  }
  const { tokens, problem } = tokenize(text)
  if (problem !== null) return { query: null, problem }
  try {
    return { query: new Parser(tokens, text.length).all(), problem: null }
  } catch (cause) {
    if (cause instanceof Misread) return { query: null, problem: cause.problem }
    throw cause
  }
}

class Misread extends Error {
  constructor(readonly problem: SearchProblem) {
    super(problem.message)
  }
}

const words = new Set(['and', 'or', 'not'])
const groups = new Set<string>(['box', 'found'])

/** True for what cannot stand bare in a search, as it would be read as something else. */
export const isKeyword = (word: string): boolean => words.has(word.toLowerCase())

/** Recursive descent over the tokens; one method for each rule of the grammar. */
class Parser {
  private at = 0
  private depth = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  all(): Query {
    if (this.tokens.length === 0) return { is: 'all' }
    const query = this.or()
    const rest = this.peek()
    if (rest !== undefined) throw misread('This bracket was never opened.', rest)
    return query
  }

  private or(): Query {
    const of = [this.and()]
    while (this.takeIf((token) => token.is === 'bar' || isWord(token, 'or')) !== undefined)
      of.push(this.and())
    return of.length === 1 ? (of[0] as Query) : { is: 'or', of }
  }

  private and(): Query {
    const of = [this.unary()]
    for (;;) {
      if (this.takeIf((token) => isWord(token, 'and')) !== undefined) of.push(this.unary())
      else if (this.startsUnary()) of.push(this.unary())
      else return of.length === 1 ? (of[0] as Query) : { is: 'and', of }
    }
  }

  private unary(): Query {
    if (++this.depth > MAX_DEPTH) throw misread('The search is too deep.', this.peek() ?? this.nothing())
    try {
      const turn = this.takeIf((token) => token.is === 'minus' || isWord(token, 'not'))
      return turn === undefined ? this.primary() : { is: 'not', of: this.unary() }
    } finally {
      this.depth--
    }
  }

  private primary(): Query {
    const token = this.take()
    if (token === undefined) throw misread('Something is missing at the end.', this.nothing())
    if (token.is === 'open') return this.bracketed(token)
    if (token.is === 'quoted') return { is: 'text', value: token.text, from: token.from, to: token.to }
    if (token.is !== 'word') throw misread(`${nameOf(token)} cannot stand here.`, token)
    const next = this.peek()
    if (next?.isTight === true) {
      if (next.is === 'open' && groups.has(token.text.toLowerCase())) return this.group(token)
      if (next.is === 'colon' || next.is === 'comparison') return this.term(token)
    }
    if (isKeyword(token.text)) throw misread(`Something is missing beside “${token.text}”.`, token)
    let { text, to } = token
    // Commas mean something in values only.
    while (this.peek()?.isTight === true && ['comma', 'word'].includes((this.peek() as Token).is)) {
      const more = this.take() as Token
      text += more.is === 'word' ? more.text : ','
      to = more.to
    }
    return { is: 'text', value: text, from: token.from, to }
  }

  private bracketed(open: Token): Query {
    if (this.takeIf((token) => token.is === 'close') !== undefined)
      throw misread('There is nothing between the brackets.', { from: open.from, to: open.to + 1 })
    const query = this.or()
    if (this.takeIf((token) => token.is === 'close') === undefined)
      throw misread('The bracket is not closed.', open)
    return query
  }

  private group(name: Token & { text: string }): Group {
    const query = this.bracketed(this.take() as Token)
    const counted = this.comparison()
    const of = name.text.toLowerCase() as RegionKind
    return { is: 'group', of, query, ...counted, from: name.from, to: this.lastEnd() }
  }

  private term(name: Token & { text: string }): Term {
    const values: string[] = []
    if (this.takeIf((token) => token.is === 'colon') !== undefined && this.peek()?.is !== 'comparison') {
      do values.push(this.value(name))
      while (this.takeIf((token) => token.is === 'comma' && token.isTight) !== undefined)
    }
    const compared = this.comparison()
    return {
      is: 'term',
      field: name.text.toLowerCase(),
      values,
      ...compared,
      from: name.from,
      to: this.lastEnd(),
    }
  }

  private value(name: Token & { text: string }): string {
    const token = this.takeIf((one) => one.isTight && (one.is === 'word' || one.is === 'quoted'))
    if (token === undefined)
      throw misread(`A value is missing after “${name.text}”.`, { from: name.from, to: this.lastEnd() })
    return (token as Token & { text: string }).text
  }

  private comparison(): { comparison: Comparison | null; operand: string | null } {
    const sign = this.takeIf((token) => token.is === 'comparison' && token.isTight)
    if (sign?.is !== 'comparison') return { comparison: null, operand: null }
    const operand = this.takeIf((token) => token.is === 'word' || token.is === 'quoted')
    if (operand === undefined) throw misread(`A value is missing after “${sign.comparison}”.`, sign)
    return { comparison: sign.comparison, operand: (operand as Token & { text: string }).text }
  }

  private startsUnary(): boolean {
    const token = this.peek()
    return token !== undefined && token.is !== 'close' && token.is !== 'bar' && !isWord(token, 'or')
  }

  private peek(): Token | undefined {
    return this.tokens[this.at]
  }

  private take(): Token | undefined {
    return this.tokens[this.at++]
  }

  private takeIf(fits: (token: Token) => boolean): Token | undefined {
    const token = this.peek()
    return token !== undefined && fits(token) ? this.take() : undefined
  }

  private lastEnd(): number {
    return this.tokens[this.at - 1]?.to ?? this.end
  }

  private nothing() {
    return { from: Math.max(0, this.end - 1), to: this.end }
  }
}

const misread = (message: string, { from, to }: { from: number; to: number }) =>
  new Misread({ message, from, to })

const isWord = (token: Token, word: string) => token.is === 'word' && token.text.toLowerCase() === word

function nameOf(token: Token): string {
  if (token.is === 'comparison') return `“${token.comparison}”`
  const signs = { open: '(', close: ')', colon: ':', comma: ',', minus: '-', bar: '|', word: '', quoted: '' }
  return `“${signs[token.is]}”`
}
