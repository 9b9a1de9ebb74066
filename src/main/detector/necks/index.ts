import type { NeckName } from '../../../shared/training/config/network'
import { fpn } from './fpn'
import { pathAggregation } from './pathAggregation'
import { ssd } from './ssd'
import type { Neck } from './types'

/** Every neck by its name in the training settings. */
export const necks = { pathAggregation, fpn, ssd } satisfies Record<NeckName, Neck>
