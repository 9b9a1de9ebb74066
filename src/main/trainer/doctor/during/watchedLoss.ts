import type { LossConfig } from '../../../../shared/training/config/loss'
import type { LossParts } from '../../../../shared/training/metrics'

/** Classification losses whose scale moves with the run: a falling or rising value says nothing by itself. */
const MOVING = new Set(['ghmc', 'efl', 'autoFocal'])

/**
 * The part of the loss that can be compared between steps, under the fixed lambdas: learnt weights of the parts (Kendall)
 * and losses that rescale themselves change the total without anything being learnt.
 */
export function watchedLoss(loss: LossParts, config: LossConfig): number {
  const box = config.box === 'ghmr' ? 0 : config.lambdaBox * loss.box
  const isMoving =
    MOVING.has(config.classification) ||
    config.focusing.kind !== 'fixed' ||
    config.hardSamples.kind === 'forgive'
  if (isMoving && box > 0) return box
  return config.lambdaCls * loss.classification + box
}

/** Mean over the last so many values; null until there are as many. */
export function createRunningMean(length: number): (value: number) => number | null {
  const values: number[] = []
  return (value) => {
    values.push(value)
    if (values.length > length) values.shift()
    return values.length < length ? null : values.reduce((sum, each) => sum + each, 0) / length
  }
}
