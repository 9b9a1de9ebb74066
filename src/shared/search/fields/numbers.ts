import type { Comparison, Term } from '../query'
import { Misfit } from './types'

/** Reads the text of a number; NaN where it is none. */
type Read = (text: string) => number

export const plainNumber: Read = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN)

/** True where a number is as the comparison says. */
export function compare(value: number, comparison: Comparison, operand: number): boolean {
  switch (comparison) {
    case '>':
      return value > operand
    case '>=':
      return value >= operand
    case '<':
      return value < operand
    case '<=':
      return value <= operand
    case '=':
      return value === operand
  }
}

/**
 * The test of a number that a term describes: `field>5`, `field:5`, `field:5..8` (both ends belong to it), `field:3,5`.
 * Throws `Misfit`, naming an example.
 */
export function numberTest(
  term: Term,
  example: string,
  read: Read = plainNumber,
): (value: number) => boolean {
  const must = (text: string) => {
    const number = read(text)
    if (Number.isNaN(number))
      throw new Misfit(`“${text}” is no number for ${term.field}; write it like ${example}.`)
    return number
  }
  const { comparison, operand, values } = term
  if (comparison !== null) {
    if (values.length > 0) throw new Misfit(`${term.field} takes one number; write it like ${example}.`)
    const limit = must(operand ?? '')
    return (value) => compare(value, comparison, limit)
  }
  const ranges = values.map((text) => {
    const [low, high, ...more] = text.split('..')
    if (more.length > 0) throw new Misfit(`“${text}” is no range; write it like ${example}.`)
    if (high === undefined) return [must(low as string), must(low as string)] as const
    return [low === '' ? -Infinity : must(low as string), high === '' ? Infinity : must(high)] as const
  })
  return (value) => ranges.some(([low, high]) => value >= low && value <= high)
}

/** The count that stands after a group or a field that counts; null: at least one. */
export function countTest(of: Pick<Term, 'comparison' | 'operand'>): ((count: number) => boolean) | null {
  const { comparison, operand } = of
  if (comparison === null) return null
  const limit = plainNumber(operand ?? '')
  if (!Number.isInteger(limit) || limit < 0) throw new Misfit(`“${operand ?? ''}” is no count.`)
  return (count) => compare(count, comparison, limit)
}
