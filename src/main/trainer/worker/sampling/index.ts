import type { TrainConfig } from '../../../../shared/training/config/index'
import { repeatFactor } from './repeatFactor'
import type { Sampling } from './types'
import { uniform } from './uniform'

/** Every way of sampling by its name in the training settings. */
export const samplings = { uniform, repeatFactor } satisfies Record<TrainConfig['sampling']['kind'], Sampling>
