import { flatten } from './compare'
import type { GoldenCase } from './readGolden'

/** A number field of a case; throws with its name where it is none. */
export function numberField(golden: GoldenCase, name: string): number {
  const value = golden[name]
  if (typeof value !== 'number') throw new TypeError(`"${name}" is no number`)
  return value
}

/** All numbers of a list field, in order; null, as Python's NaN, becomes NaN. */
export function numbersField(golden: GoldenCase, name: string): Float64Array {
  const numbers = flatten(golden[name])
  if (numbers === null || !Array.isArray(golden[name])) throw new TypeError(`"${name}" is no list of numbers`)
  return numbers
}

/** A list field with as many entries as the reference has rows, whatever they are. */
export function listField(golden: GoldenCase, name: string): unknown[] {
  const value = golden[name]
  if (!Array.isArray(value)) throw new TypeError(`"${name}" is no list`)
  return value
}

/** A field that is one of some words. */
export function wordField<W extends string>(golden: GoldenCase, name: string, words: readonly W[]): W {
  const word = words.find((candidate) => candidate === golden[name])
  if (word === undefined) throw new TypeError(`"${name}" is none of ${words.join(', ')}`)
  return word
}

/** Lengths of a regular nesting of lists: [[1, 2, 3], [4, 5, 6]] -> [2, 3]. */
export function shapeOf(value: unknown): number[] {
  const shape: number[] = []
  for (let level = value; Array.isArray(level); level = level[0]) shape.push(level.length)
  return shape
}
