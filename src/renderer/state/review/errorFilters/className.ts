import type { ChoiceFilter } from './types'

export const classFilter: ChoiceFilter = {
  id: 'class',
  label: 'Class',
  control: 'choices',
  valueOf: ({ className }) => className,
}
