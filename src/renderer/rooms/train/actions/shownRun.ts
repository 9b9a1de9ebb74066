import type { RunRecord } from '../../../../shared/training/run'
import { useTraining } from '../../../state/training/training'

/** The run that the room shows; undefined where it shows what the next one would be. */
export function runInSight(): RunRecord | undefined {
  const { runs, selectedRunId, progress } = useTraining.getState()
  const shownId = selectedRunId ?? progress?.runId
  return runs.find(({ id, origin }) => id === shownId && origin === 'trained')
}

/** It is at work. */
export const isRunning = (run: RunRecord) => run.status === 'running' || run.status === 'preparing'

/** It stopped on its way and can go on from there. */
export const canGoOn = (run: RunRecord) => ['paused', 'interrupted', 'failed'].includes(run.status)
