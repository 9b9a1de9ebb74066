import type { ChoiceFilter } from './types'

export const verdictFilter: ChoiceFilter = {
  id: 'verdict',
  label: 'Verdict',
  control: 'choices',
  options: [
    { value: 'open', label: 'Open' },
    { value: 'judged', label: 'Judged' },
  ],
  valueOf: ({ verdict }) => (verdict === null ? 'open' : 'judged'),
}
