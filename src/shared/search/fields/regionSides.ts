import type { Term } from '../query'
import { numberTest, plainNumber } from './numbers'
import type { RegionTest } from './types'

/** The test of a length of a box that stands in px (`32`, `32px`) or in percent of the picture's (`5%`). */
export function sidePx(
  term: Term,
  example: string,
  side: (region: number) => number,
  whole: (picture: number) => number,
): RegionTest {
  const isShare = [...term.values, term.operand ?? ''].some((text) => text.endsWith('%'))
  const read = (text: string) => {
    if (text.endsWith('%') !== isShare) return Number.NaN
    return plainNumber(isShare ? text.slice(0, -1) : text.replace(/px$/, ''))
  }
  const test = numberTest(term, example, read)
  // Columns are 32-bit: what was meant to be equal should be.
  return isShare
    ? (region, picture) => test(rounded((100 * side(region)) / whole(picture)))
    : (region) => test(rounded(side(region)))
}

const rounded = (value: number) => Math.round(value * 1000) / 1000
