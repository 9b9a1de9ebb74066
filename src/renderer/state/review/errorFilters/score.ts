import type { RangeFilter } from './types'

/** Of the detection; of a miss, the best score of its class near it. */
export const scoreFilter: RangeFilter = {
  id: 'score',
  label: 'Score',
  control: 'range',
  min: 0,
  max: 1,
  step: 0.01,
  numberOf: ({ score }) => score,
}
