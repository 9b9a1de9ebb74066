import type { Term } from '../query'
import { Misfit } from './types'

/** The values of a term that may only be some words. Throws `Misfit`, naming them. */
export function chosenOf<T extends string>(term: Term, allowed: readonly T[], isCounted = false): T[] {
  if (term.values.length === 0 || (term.comparison !== null && !isCounted))
    throw new Misfit(`Write ${term.field}: and one of ${allowed.join(', ')}.`)
  return term.values.map((value) => {
    const found = allowed.find((one) => one === value.toLowerCase())
    if (found === undefined) throw new Misfit(`${term.field} knows no “${value}”, but ${allowed.join(', ')}.`)
    return found
  })
}
