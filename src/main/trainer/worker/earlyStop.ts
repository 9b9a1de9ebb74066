import type { TrainConfig } from '../../../shared/training/config/index'
import type { RunState } from './checkpoint'

type Settings = TrainConfig['schedule']['earlyStop']

/**
 * Takes in the validation AP of the averaged weights after an epoch, null where there is none: a rise counts when it is
 * more than minDelta above the last one that counted.
 */
export function countEvaluation(
  state: Pick<RunState, 'earlyStop'>,
  { AP, epoch }: { AP: number | null; epoch: number },
  { minDelta }: Settings,
): void {
  const { AP: best } = state.earlyStop
  const hasRisen = AP !== null && (best === null || AP > best + minDelta)
  state.earlyStop = hasRisen
    ? { AP, epoch, waited: 0 }
    : { ...state.earlyStop, waited: state.earlyStop.waited + 1 }
}

/** True where AP has not risen for as long as the settings allow, and enough of the plan is done. */
export function isStalled(
  { earlyStop, step, totalSteps }: Pick<RunState, 'earlyStop' | 'step' | 'totalSteps'>,
  { patience, minFraction }: Settings,
): boolean {
  // Without a single AP there is nothing that could rise.
  if (patience === 0 || earlyStop.AP === null) return false
  return earlyStop.waited >= patience && step >= minFraction * totalSteps
}

/** Why a run stopped early, in words. */
export function describeStall({ waited, epoch }: RunState['earlyStop']): string {
  const evaluations = waited === 1 ? 'evaluation' : 'evaluations'
  return `AP had not risen for ${waited} ${evaluations}; best was epoch ${epoch}.`
}
