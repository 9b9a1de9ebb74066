import type { Action } from '../../../actions/types'
import { isActive, selectRun, startTraining, useTraining } from '../../../state/training'

export const startRun: Action = {
  id: 'train.start',
  label: 'Train with the settings shown',
  group: 'Train',
  keys: ['Ctrl+Enter'],
  rooms: ['train'],
  enabled: () => {
    const { plan, progress } = useTraining.getState()
    return (
      plan !== null && !isActive(progress) && plan.problems.every(({ severity }) => severity !== 'blocks')
    )
  },
  run: () => {
    selectRun('next')
    return startTraining()
  },
}
