import { numberTest } from './numbers'
import type { RegionField } from './types'

/** The score of a detection of the chosen run. */
export const scoreField: RegionField = {
  name: 'score',
  about: 'the chosen run sees something with such a score',
  example: 'score>0.9',
  of: 'region',
  alone: 'found',
  only: 'found',
  counts: false,
  needs: 'found',
  compile(term, _facts, { score }) {
    const test = numberTest(term, scoreField.example)
    // Columns are 32-bit: 0.3 is to be 0.3.
    return (region) => test(Math.round((score?.[region] ?? 0) * 1e6) / 1e6)
  },
}
