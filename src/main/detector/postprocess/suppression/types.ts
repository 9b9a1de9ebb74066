import type { FlatBoxes } from '../../../../shared/geometry/box'
import type { TrainConfig } from '../../../../shared/training/config/index'

export type SuppressionName = TrainConfig['detection']['nms']

/** Boxes that may become detections, best first: whichever comes first wins a tie. */
export interface SuppressionInput {
  /** Corners [C*4]. */
  boxesXyxy: FlatBoxes
  /** [C] */
  scores: ArrayLike<number>
  /** [C] */
  classes: ArrayLike<number>
}

export interface SuppressionRules {
  /** Every box that is kept scores above this, also after its score fell. */
  scoreThreshold: number
  nmsIou: number
  softSigma: number
  maxDetections: number
}

export interface Kept {
  /** Places of the kept boxes in the input, by falling final score; equal scores by rising place. */
  places: Int32Array
  /** Final scores in the same order. */
  scores: Float32Array
}

/**
 * A way to make one detection of many boxes around one object; boxes of different classes never touch each other.
 * To add one: a file beside this, a line in the registry, a word in the settings, the same in exporters/onnx, a test.
 */
export interface Suppression {
  readonly name: SuppressionName
  suppress(input: SuppressionInput, rules: SuppressionRules): Kept
}
