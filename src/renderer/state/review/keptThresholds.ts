import { create } from 'zustand'
import type { ChosenThresholds } from '../../../shared/evaluation/chosen'
import type { RunId } from '../../../shared/ids'
import type { RunRecord } from '../../../shared/training/run'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { atProjectChange } from '../project/projectChange'
import { notify, reportError } from '../studio/notices'
import { useTraining } from '../training/training'
import { useFigures } from './figures'
import { takeKeptThresholds, useReview } from './review'

interface Kept {
  /** What was kept before the last change in this session, by run; absent: nothing was changed. */
  before: Readonly<Record<RunId, ChosenThresholds | null>>
}

/** Thresholds that are saved with runs, and the way back. */
export const useKept = create<Kept>(() => ({ before: {} }))

atProjectChange(() => useKept.setState({ before: {} }))

/** Saves the thresholds on show with the run. */
export async function keepThese(): Promise<void> {
  const { runId, overall, perClass, goal, data } = useFigures.getState()
  if (runId === null || data === null) return
  await keep(runId, { overall, perClass: perClass.slice(0, data.numModelClasses), goal })
}

/** Goes back to the best F1 that was measured. */
export const keepMeasured = (runId: RunId) => keep(runId, null)

/** Takes the last change back. */
export async function undoKept(runId: RunId): Promise<void> {
  const before = useKept.getState().before[runId]
  if (before !== undefined) await keep(runId, before)
}

async function keep(runId: RunId, thresholds: ChosenThresholds | null): Promise<void> {
  try {
    const before = runOf(runId)?.thresholds ?? null
    adopt(await call('review.keepThresholds', { runId, thresholds }))
    useKept.setState((state) => ({ before: { ...state.before, [runId]: before } }))
    if (useReview.getState().runId === runId) takeKeptThresholds()
    notify({
      tone: 'good',
      title: thresholds === null ? t('The best F1 is in use again') : t('These thresholds are in use'),
      detail: t('In Review, in predictions and in exports of this run.'),
      action: { label: t('Undo'), run: () => void undoKept(runId) },
    })
  } catch (cause) {
    reportError(cause)
  }
}

/** Saves the fitted temperature with the run, or takes it out. */
export async function keepCalibration(runId: RunId, isKept: boolean): Promise<void> {
  try {
    adopt(await call('review.keepCalibration', { runId, keep: isKept }))
  } catch (cause) {
    reportError(cause)
  }
}

function runOf(runId: RunId): RunRecord | undefined {
  return useTraining.getState().runs.find(({ id }) => id === runId)
}

function adopt(run: RunRecord): void {
  useTraining.setState(({ runs }) => ({ runs: runs.map((other) => (other.id === run.id ? run : other)) }))
}
