import type { TrainConfig } from '../../../shared/training/config/index'
import { automaticWeights } from '../../detector/losses/weighting/classWeights'
import { boxCounts } from './boxCounts'
import type { PlanImage, PlannedConfig, Say } from './types'

/** Class weights with `auto` resolved: rare classes weigh more where common ones would drown them. */
export function chooseClassWeights(
  train: readonly PlanImage[],
  numClasses: number,
  { loss }: TrainConfig,
  say: Say,
): PlannedConfig['loss']['classWeights'] {
  const { kind } = loss.classWeights
  if (kind !== 'auto') return { ...loss.classWeights, kind }
  const counts = boxCounts(train, numClasses)
  const chosen = automaticWeights(counts)
  if (chosen.kind !== 'none') {
    const present = counts.filter((count) => count > 0)
    const ratio = Math.round(Math.max(...present) / Math.min(...present))
    say(
      `One class has ${ratio} times the boxes of another: rare classes weigh more, by the root of that.`,
      'loss.classWeights.kind',
    )
  }
  return { ...loss.classWeights, ...chosen }
}
