import type { ChoiceFilter } from './types'

export const kindFilter: ChoiceFilter = {
  id: 'kind',
  label: 'Kind',
  control: 'choices',
  valueOf: ({ cause }) => cause,
}
