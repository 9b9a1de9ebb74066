import { centerness } from './centerness'
import { iou } from './iou'
import type { QualityTarget } from './types'

/** All targets of the quality head, by the name that the training settings use. */
export const qualityTargets: Readonly<Record<QualityTarget['name'], QualityTarget>> = { centerness, iou }
