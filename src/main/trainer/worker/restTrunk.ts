import type { TrainConfig } from '../../../shared/training/config/index'
import type { Trunk } from '../../detector/trunks/types'
import type { PreparedRun } from './prepareRun'
import { currentFreeze } from './thaw'

/** Whether a run begins with weights that know something, not with noise. */
export function startsTrained(
  trunk: Trunk,
  { pretrained, startFrom }: Pick<TrainConfig, 'pretrained' | 'startFrom'>,
): boolean {
  return startFrom !== null || (pretrained && trunk.weightsFile !== null)
}

/**
 * Lets the trunk rest in all but every `trunkEvery`-th step, which leaves out about a third of such a step's work: a trained
 * trunk has less to learn than neck and heads, which go on in every step. One that starts from noise learns in each.
 * Returns what lets it learn again; to be called once the update is made.
 */
export function restTrunk({ state, plan, model, trunk }: PreparedRun): () => void {
  const { schedule } = plan.config
  const usual = currentFreeze(state, schedule)
  if (!startsTrained(trunk, plan.config) || usual === 'trunk' || state.step % schedule.trunkEvery === 0)
    return () => {}
  model.refreeze('trunk')
  return () => model.refreeze(usual)
}
