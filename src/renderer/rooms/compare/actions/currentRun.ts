import { sortedRuns, useCompare } from '../../../state/compare/compare'
import { useTraining } from '../../../state/training/training'

/** The run that keys are about, in the order of the table; undefined where there is none. */
export function currentRun() {
  const compare = useCompare.getState()
  const runs = sortedRuns(useTraining.getState().runs, compare)
  return runs.find(({ id }) => id === compare.currentId) ?? runs[0]
}

/** True in the table of runs, with a run in it. */
export const hasCurrentRun = () => useCompare.getState().view === 'runs' && currentRun() !== undefined
