import type { TrunkName } from '../../../shared/training/config/network'
import { nanodetG } from './nanodetG'
import { tiny } from './tiny'
import type { Trunk } from './types'

/** Every trunk by its name in the training settings. */
export const trunks = { nanodetG, tiny } satisfies Record<TrunkName, Trunk>
