import type { RangeFilter } from './types'

export const hardnessFilter: RangeFilter = {
  id: 'hardness',
  label: 'Hardness',
  control: 'range',
  min: 0,
  max: 1,
  step: 0.01,
  numberOf: ({ hardness }) => hardness,
}
