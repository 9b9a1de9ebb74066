import { notOurs, readOwnModel } from './ownModel'
import { encodeOnnx } from './schema'

/** Name of the constant that holds the score threshold in an exported detector. */
export const SCORE_THRESHOLD = 'score_threshold'

/**
 * The same detector with another score threshold: detections that score at least this come out. An overridable graph input would do without this, but every
 * loader of the file would then be greeted by a warning. Throws `model-invalid` for a file that is not of ours.
 */
export function withScoreThreshold(file: Uint8Array, threshold: number): Uint8Array {
  const model = readOwnModel(file)
  const constant = model.graph.initializer.find(({ name }) => name === SCORE_THRESHOLD)
  if (constant?.rawData.byteLength !== 4) throw notOurs()
  const rawData = new Uint8Array(4)
  new DataView(rawData.buffer).setFloat32(0, justBelow(threshold), true)
  constant.rawData = rawData
  return encodeOnnx(model)
}

/** The graph keeps what scores more than its constant: the next smaller float32 lets equal scores pass. */
function justBelow(threshold: number): number {
  return Math.fround(threshold) * (1 - 2 ** -24)
}
