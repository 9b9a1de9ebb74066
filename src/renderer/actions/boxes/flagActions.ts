import type { BoxFlag } from '../../annotator/commands/boxFlags'
import type { Action } from '../types'
import { toggleCrowd } from './toggleCrowd'
import { toggleDifficult } from './toggleDifficult'
import { toggleOccluded } from './toggleOccluded'
import { toggleTruncated } from './toggleTruncated'

/** What is said of a box with yes or no, in the order of the panel. */
export const flagActions: Readonly<Record<BoxFlag, Action>> = {
  occluded: toggleOccluded,
  truncated: toggleTruncated,
  difficult: toggleDifficult,
  crowd: toggleCrowd,
}
