import { area } from '../../../shared/geometry/box'
import type { ReviewError } from '../../../shared/review/schema'

interface ErrorSort {
  label: string
  compare(a: ReviewError, b: ReviewError): number
}

/** Orders of the error queue, the first is where it begins. */
export const errorSorts: Readonly<Record<string, ErrorSort>> = {
  hardness: { label: 'Hardest first', compare: (a, b) => b.hardness - a.hardness },
  easiest: { label: 'Easiest first', compare: (a, b) => a.hardness - b.hardness },
  score: { label: 'Highest score first', compare: (a, b) => (b.score ?? -1) - (a.score ?? -1) },
  smallest: { label: 'Smallest first', compare: (a, b) => area(a.box) - area(b.box) },
  largest: { label: 'Largest first', compare: (a, b) => area(b.box) - area(a.box) },
  picture: {
    label: 'By picture',
    compare: (a, b) => (a.imagePath < b.imagePath ? -1 : a.imagePath > b.imagePath ? 1 : a.box.y1 - b.box.y1),
  },
}

/** The errors in order; equal ones always in the same. */
export function sortErrors(errors: readonly ReviewError[], by: string): readonly ReviewError[] {
  const { compare } = errorSorts[by] ?? errorSorts.hardness
  return [...errors].sort((a, b) => compare(a, b) || (a.id < b.id ? -1 : 1))
}
