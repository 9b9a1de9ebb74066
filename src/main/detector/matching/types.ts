import type { TrainConfig } from '../../../shared/training/config/index'
import type { AnchorSet } from '../anchors/types'

/** Label of an anchor that is background. */
export const NEGATIVE = -1
/** Label of an anchor that counts neither way. */
export const IGNORED = -2

/** Settings of all matchers; each takes what it needs. */
export type MatchOptions = Omit<TrainConfig['matcher'], 'kind'>

/** Ground truth of one picture. */
export interface GroundTruth {
  /** Corners [M*4], px of the network input; empty boxes match nothing. */
  boxesXyxyPx: Float32Array
  /** Class index of each box. */
  classes: Int32Array
}

/** What the network says of one picture, on the host. */
export interface ImagePredictions {
  /** Scores in [0, 1], [N * K], anchor by anchor. */
  scores: Float32Array
  numClasses: number
  /** Decoded boxes, corners [N*4], px of the network input. */
  boxesXyxyPx: Float32Array
}

/** What became of the anchors of one picture. */
export interface Match {
  /** [N]: index of a ground truth, NEGATIVE or IGNORED. */
  labels: Int32Array
  /** [N]: score in [0, 1] that each positive should reach, 0 elsewhere; null where that is 1 for all. */
  qualities: Float32Array | null
}

/** A way to give anchors to ground truth. */
export interface Matcher {
  name: TrainConfig['matcher']['kind']
  /** It cannot work without predictions. */
  needsPredictions: boolean
  match(
    anchors: AnchorSet,
    truth: GroundTruth,
    options: MatchOptions,
    predictions: ImagePredictions | null,
  ): Match
}
