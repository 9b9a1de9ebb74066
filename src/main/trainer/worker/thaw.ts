import type { TrainConfig } from '../../../shared/training/config/index'
import type { Freeze } from '../../detector/model'
import type { PlannedConfig } from '../plan/types'
import type { RunState } from './checkpoint'
import type { PreparedRun } from './prepareRun'

/** True where a run begins with its whole trunk at rest, though not all of it is to rest for good. */
export function beginsFrozen({
  freeze,
  thawFraction,
}: Pick<TrainConfig['schedule'], 'freeze' | 'thawFraction'>): boolean {
  return freeze !== 'trunk' && thawFraction > 0
}

/** What rests at the stage that a run has reached. */
export function currentFreeze(state: RunState, { freeze }: PlannedConfig['schedule']): Freeze {
  return state.isTrunkFrozen ? 'trunk' : freeze
}

/**
 * Lets the trunk learn too once its share of the run has passed. What begins to learn starts with empty moments and
 * counts its own updates, so that Adam's correction fits it. Returns what to tell, or null where nothing changed.
 */
export function thawWhenDue({ state, plan, model, optimizer }: PreparedRun): string | null {
  const { freeze, thawFraction } = plan.config.schedule
  if (!state.isTrunkFrozen || state.step < Math.floor(thawFraction * state.totalSteps)) return null
  state.isTrunkFrozen = false
  model.refreeze(freeze)
  optimizer.adopt()
  return `From step ${state.step + 1} on the trunk learns too.`
}
