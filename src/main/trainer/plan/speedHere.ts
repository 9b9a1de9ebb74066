import type { RunRecord } from '../../../shared/training/run'
import { planRun } from './planRun'
import type { PlanImage } from './types'

/** The first steps of a process are slow; a run this short says nothing about the others. */
const MIN_STEPS = 30
const LIMITS = { low: 0.05, high: 20 }

/**
 * How long runs take on this computer over what planning takes for granted, by the newest run that went to its end: its
 * seconds over those that its settings are estimated to take. 1 where there is none.
 */
export function slownessHere(
  runs: readonly RunRecord[],
  data: { images: readonly PlanImage[]; classes: readonly string[] },
): number {
  const told = runs
    .filter(({ summary }) => summary?.stoppedBecause === 'finished' && summary.steps >= MIN_STEPS)
    .sort((a, b) => b.startedAt - a.startedAt)[0]
  if (told?.summary == null) return 1
  const { totalSteps, estimatedSeconds } = planRun(data.images, data.classes.length, told.config)
  const expected = (estimatedSeconds * told.summary.steps) / totalSteps
  if (!(expected > 0)) return 1
  return Math.min(LIMITS.high, Math.max(LIMITS.low, told.summary.seconds / expected))
}
