import { limits } from '../../shared/limits'
import { findJsonBreak } from './jsonBreak'
import { invalid } from './readText'

/** Integers with more digits than a double keeps apart. */
const LONG_INTEGER_DIGITS = 16

/**
 * Parses JSON with limits of depth and of the memory that it takes. Integers too long for a double become strings, so that
 * ids stay apart; NaN and Infinity, which Python writes, become null.
 * @throws StudioError `format-invalid` with the line and column where it breaks off
 */
export function parseJson(text: string, file: string): unknown {
  const checked = checkSize(text, file)
  try {
    return JSON.parse(checked)
  } catch {
    throw invalid(file, `this is not JSON: ${place(text)}.`)
  }
}

/**
 * Walks the text once, outside of strings: weighs its values, counts brackets, puts long integers in quotes and null for what
 * is no number.
 */
function checkSize(text: string, file: string): string {
  let depth = 0
  let weight = 0
  let copied = 0
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === COMMA) weight++
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      weight += BRACKET_WEIGHT
      if (++depth > limits.maxJsonDepth)
        throw invalid(file, `it is nested more than ${limits.maxJsonDepth} levels deep.`)
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--
    else if (code === COLON) weight += COLON_WEIGHT
    else if (code === LETTER_N || code === LETTER_I) {
      const word = NOT_FINITE.find((each) => text.startsWith(each, at))
      if (word === undefined) continue
      weight += LONG_WEIGHT
      if (weight > limits.maxJsonWeight) throw tooMuch(file)
      out += `${text.slice(copied, text.charCodeAt(at - 1) === MINUS ? at - 1 : at)}null`
      at += word.length - 1
      copied = at + 1
    } else if (isDigit(code)) {
      const start = at
      while (isNumberPart(text.charCodeAt(at + 1))) at++
      const isLong = at + 1 - start >= LONG_INTEGER_DIGITS && /^\d+$/.test(text.slice(start, at + 1))
      if (!isLong) continue
      weight += LONG_WEIGHT
      if (weight > limits.maxJsonWeight) throw tooMuch(file)
      const from = text.charCodeAt(start - 1) === MINUS ? start - 1 : start
      out += `${text.slice(copied, from)}"${text.slice(from, at + 1)}"`
      copied = at + 1
    }
  }
  if (weight > limits.maxJsonWeight) throw tooMuch(file)
  return copied === 0 ? text : out + text.slice(copied)
}

/** What V8 takes at least for an empty list or object, for one of many different keys, for a text put together. */
const [BRACKET_WEIGHT, COLON_WEIGHT, LONG_WEIGHT] = [8, 4, 16]

const tooMuch = (file: string) =>
  invalid(file, 'it holds too many values to be read at once.', 'Split it into several files.')

const [QUOTE, BACKSLASH, MINUS, COMMA, COLON] = [0x22, 0x5c, 0x2d, 0x2c, 0x3a]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]
const [LETTER_N, LETTER_I] = [0x4e, 0x49]
const NOT_FINITE = ['NaN', 'Infinity']
const isDigit = (code: number) => code >= 0x30 && code <= 0x39
/** Digits, and the point, sign and exponent that make a number something else than an integer. */
const isNumberPart = (code: number) =>
  isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === MINUS

/** Offset of the quote that ends the string begun at `start`, or the last offset where none does. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let numBackslashes = 0
    while (text.charCodeAt(at - 1 - numBackslashes) === BACKSLASH) numBackslashes++
    if (numBackslashes % 2 === 0) return at
  }
  return text.length
}

/** Where and why a text is no JSON, in words. */
function place(text: string): string {
  const { offset, reason } = findJsonBreak(text)
  const before = text.slice(0, offset)
  return `${reason} (line ${before.split('\n').length}, column ${offset - before.lastIndexOf('\n')})`
}

/** A JSON object: keys are read with `Object.hasOwn` semantics because parsed objects own what the file says. */
export type JsonObject = Readonly<Record<string, unknown>>

/** True for a JSON object, false for lists and null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own field; what objects inherit (`constructor`, ...) is not there. */
export function field(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i
/** A double has 17 digits. */
const MAX_NUMBER_LENGTH = 64

/** A finite number, also one written as text (`"5e1"`); undefined for everything else. */
export function toNumber(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  const number = text.length <= MAX_NUMBER_LENGTH && NUMBER.test(text) ? Number(text) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
