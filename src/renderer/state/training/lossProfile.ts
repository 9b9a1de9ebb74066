import { create } from 'zustand'
import type { RunId } from '../../../shared/ids'
import type { LossProfile } from '../../../shared/training/lossProfile'
import type { RunRecord } from '../../../shared/training/run'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'

interface LossProfiles {
  /** null: that run left none. A finished run's profile never changes. */
  byRun: Readonly<Record<RunId, LossProfile | null>>
}

/** How sure finished runs are of their anchors, as far as it was asked for. */
export const useLossProfiles = create<LossProfiles>(() => ({ byRun: {} }))

export async function loadLossProfile(runId: RunId): Promise<void> {
  if (useLossProfiles.getState().byRun[runId] !== undefined) return
  // What cannot be read is as good as none: the figure says so in its place.
  const profile = await call('training.lossProfile', { runId }).catch(() => null)
  useLossProfiles.setState(({ byRun }) => ({ byRun: { ...byRun, [runId]: profile } }))
}

/** The newest run that has gone through its training. */
export function lastTrained(runs: readonly RunRecord[]): RunRecord | null {
  return runs.find(({ summary, status }) => summary !== null && status !== 'running') ?? null
}

atProjectChange(() => useLossProfiles.setState({ byRun: {} }))
