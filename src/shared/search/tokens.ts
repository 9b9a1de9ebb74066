import type { Comparison, Place, SearchProblem } from './query'

/** `isTight`: no space before it, so that `-` and `box(` are told from a dash and a bracket that stand alone. */
export type Token = Place & { isTight: boolean } & (
    | { is: 'open' | 'close' | 'colon' | 'comma' | 'minus' | 'bar' }
    | { is: 'comparison'; comparison: Comparison }
    | { is: 'word' | 'quoted'; text: string }
  )

const SPACE = /\s/
/** What ends a word. A colon ends the first word of a term alone: paths and times may have some. */
const ENDS_WORD = /[\s()",<>=|]/
const signs = { '(': 'open', ')': 'close', ',': 'comma', '|': 'bar' } as const

/** Cuts the text of a search into tokens. Never throws. */
export function tokenize(text: string): { tokens: Token[]; problem: SearchProblem | null } {
  const tokens: Token[] = []
  let at = 0
  let isTight = false
  const push = (token: Token) => {
    tokens.push(token)
    at = token.to
    isTight = true
  }
  while (at < text.length) {
    const sign = text[at] as string
    const from = at
    if (SPACE.test(sign)) {
      at++
      isTight = false
    } else if (sign in signs) {
      push({ is: signs[sign as keyof typeof signs], from, to: at + 1, isTight })
    } else if (sign === ':') {
      push({ is: 'colon', from, to: at + 1, isTight })
    } else if (sign === '<' || sign === '>' || sign === '=') {
      const isWide = sign !== '=' && text[at + 1] === '='
      const comparison = (isWide ? `${sign}=` : sign) as Comparison
      push({ is: 'comparison', comparison, from, to: at + comparison.length, isTight })
    } else if (sign === '"') {
      const { value, to, isClosed } = readQuoted(text, at)
      if (!isClosed)
        return { tokens, problem: { message: 'The quotation mark is not closed.', from, to: text.length } }
      push({ is: 'quoted', text: value, from, to, isTight })
    } else if (sign === '-' && startsTerm(tokens.at(-1), isTight)) {
      push({ is: 'minus', from, to: at + 1, isTight })
    } else {
      const startsValue = isTight && isBeforeValue(tokens.at(-1))
      let to = at + 1
      while (to < text.length && !ENDS_WORD.test(text[to] as string) && (startsValue || text[to] !== ':'))
        to++
      push({ is: 'word', text: text.slice(at, to), from, to, isTight })
    }
  }
  return { tokens, problem: null }
}

/** A minus turns what follows round where a term may begin, and is a part of a number or a word elsewhere. */
function startsTerm(before: Token | undefined, isTight: boolean): boolean {
  return (
    before === undefined || !isTight || before.is === 'open' || before.is === 'minus' || before.is === 'bar'
  )
}

function isBeforeValue(before: Token | undefined): boolean {
  return (
    before !== undefined && (before.is === 'colon' || before.is === 'comma' || before.is === 'comparison')
  )
}

function readQuoted(text: string, from: number): { value: string; to: number; isClosed: boolean } {
  let value = ''
  let at = from + 1
  while (at < text.length) {
    const sign = text[at] as string
    if (sign === '"') return { value, to: at + 1, isClosed: true }
    // A backslash keeps the sign after it from being read.
    if (sign === '\\' && at + 1 < text.length) at++
    value += text[at]
    at++
  }
  return { value, to: at, isClosed: false }
}
