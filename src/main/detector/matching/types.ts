import type { FlatBoxes } from '../../../shared/geometry/box'
import type { AnchorSet } from '../anchors/types'

/** Label of an anchor that is background. */
export const NEGATIVE = -1
/** Label of an anchor that counts neither way. */
export const IGNORED = -2

export interface MatchOptions {
  /** An anchor at or above this IoU with its best ground truth is positive. */
  positiveIou: number
  /** Below this it is negative; in between it is ignored. */
  negativeIou: number
  /** Every ground truth that touches an anchor keeps one, each a different one. */
  forceMatch: boolean
}

/** A way to give anchors to ground truth: label [N] is the index of a ground truth, NEGATIVE or IGNORED. */
export interface Matcher {
  name: string
  match(
    anchors: AnchorSet,
    groundTruthXyxyPx: FlatBoxes,
    options: MatchOptions,
    ignoreRegionsXyxyPx?: FlatBoxes,
  ): Int32Array
}
