import { boxBits } from '../facts'
import { chosenOf } from './choices'
import type { RegionField } from './types'

const sources = ['drawn', 'imported', 'accepted'] as const

/** Where a box came from; counted where a number follows. */
export const sourceField: RegionField = {
  name: 'source',
  about: 'has a box that was drawn, imported, or accepted from a model',
  example: 'source:accepted',
  of: 'region',
  alone: 'box',
  only: 'box',
  counts: true,
  values: () => sources,
  compile(term, _facts, { bits }) {
    const wanted = new Set<string>(chosenOf(term, sources, true))
    return (region) => wanted.has(sourceOf(bits[region] as number))
  },
}

function sourceOf(bits: number): (typeof sources)[number] {
  if ((bits & boxBits.imported) !== 0) return 'imported'
  return (bits & boxBits.accepted) !== 0 ? 'accepted' : 'drawn'
}
