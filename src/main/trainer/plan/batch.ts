import type { TrainConfig } from '../../../shared/training/config/index'
import type { PlannedView, Say } from './types'

const BATCH = 8
const LARGE_INPUT_MEGAPIXELS = 0.25

/** Large inputs take a smaller batch, so that memory and the time of a step stay alike. */
export function chooseBatch(view: PlannedView, config: TrainConfig, say: Say): number {
  if (config.schedule.batchSize !== 'auto') return config.schedule.batchSize
  const isLarge = (view.width * view.height) / 1e6 > LARGE_INPUT_MEGAPIXELS
  const batch = isLarge ? BATCH / 2 : BATCH
  const what = view.tileScale === null ? 'pictures' : 'tiles'
  say(
    isLarge
      ? `A step learns from ${batch} ${what} instead of ${BATCH}, because the input is large.`
      : `A step learns from ${batch} ${what}.`,
    'schedule.batchSize',
  )
  return batch
}
