import type { Action } from '../../../actions/types'
import { hasCurrentRun } from './currentRun'

export const writeNotes: Action = {
  id: 'compare.notes',
  label: 'Write notes on the run',
  group: 'Compare',
  view: 'runs',
  keys: ['N'],
  reason: 'There is no run in the table',
  enabled: hasCurrentRun,
  run: () => document.querySelector<HTMLElement>('.runs-notes')?.focus(),
}
