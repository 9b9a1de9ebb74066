import { useEffect } from 'react'
import type { LossProfile } from '../../../../shared/training/lossProfile'
import type { RunRecord } from '../../../../shared/training/run'
import { lastTrained, loadLossProfile, useLossProfiles } from '../../../state/training/lossProfile'
import { useTraining } from '../../../state/training/training'

/** The newest trained run and its profile; the profile is null where there is none, or none yet. */
export function useLastProfile(): { run: RunRecord | null; profile: LossProfile | null } {
  const run = useTraining((state) => lastTrained(state.runs))
  const runId = run?.id ?? null
  const profile = useLossProfiles((state) => (runId === null ? null : (state.byRun[runId] ?? null)))
  useEffect(() => {
    if (runId !== null) void loadLossProfile(runId)
  }, [runId])
  return { run, profile }
}
