import type { Action } from '../../../actions/types'
import { useCompare } from '../../../state/compare/compare'
import { compareChosen } from '../../../state/compare/comparePair'
import { useTraining } from '../../../state/training/training'

const runOf = (id: string) => useTraining.getState().runs.find((run) => run.id === id)

export const compareTwo: Action = {
  id: 'compare.two',
  label: 'Compare the two chosen runs',
  group: 'Compare',
  keys: ['C'],
  reason: 'Choose two finished runs first',
  enabled: () => {
    const { chosen } = useCompare.getState()
    return chosen.length === 2 && chosen.every((id) => runOf(id)?.reviewable === true)
  },
  run: () => compareChosen((id) => runOf(id)?.startedAt ?? 0),
}
