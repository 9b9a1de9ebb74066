import type { Action } from '../../../actions/types'
import { pauseTraining, resumeTraining } from '../../../state/training/training'
import { canGoOn, isRunning, runInSight } from './shownRun'

/** One key for both: which it is shows on the button. */
export const pauseRun: Action = {
  id: 'train.pause',
  label: 'Pause the run, or go on with it',
  group: 'Train',
  keys: ['P'],
  rooms: ['train'],
  reason: 'The run in sight is neither under way nor paused',
  enabled: () => {
    const run = runInSight()
    return run !== undefined && (isRunning(run) || canGoOn(run))
  },
  run: () => {
    const run = runInSight()
    if (run === undefined) return
    return isRunning(run) ? pauseTraining(run.id) : resumeTraining(run.id)
  },
}
