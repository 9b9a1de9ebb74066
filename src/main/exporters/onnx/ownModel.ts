import { StudioError } from '../../../shared/result'
import { decodeOnnx, elementType, encodeOnnx, type GraphMessage, type ModelMessage } from './schema'

/** Ours turn once for each detection, at most 1,000 times. */
const MAX_TURNS = 10_000

/** Reads a detector that the studio wrote. Throws `model-invalid` for others, and where a loop may not end. */
export function readOwnModel(file: Uint8Array): ModelMessage {
  let model: ModelMessage
  try {
    model = decodeOnnx(file)
  } catch (cause) {
    throw notOurs(cause)
  }
  if (model.producerName !== 'focal-studio' || model.graph === undefined) throw notOurs()
  if (!doLoopsEnd(model.graph)) throw notOurs()
  return model
}

/**
 * A detector's file written anew from what was read and checked, so that ONNX Runtime, which can neither be stopped nor
 * reads everything alike, sees nothing else: no functions, no operators of other domains, no weights in other files.
 */
export function rewritten(file: Uint8Array): Uint8Array {
  return encodeOnnx(readOwnModel(file))
}

/** Whether the only graphs within are bodies of loops whose turns are counted by a constant. */
function doLoopsEnd({ node, initializer }: GraphMessage): boolean {
  const hasGraph = (each: GraphMessage['node'][number]) => each.attribute.some(({ g }) => g !== undefined)
  return node.filter(hasGraph).every(({ opType, input, attribute }) => {
    const turns = initializer.filter(({ name }) => name === input[0])
    const [most] = turns
    if (opType !== 'Loop' || turns.length !== 1 || most.dataType !== elementType.int64) return false
    if (most.rawData?.byteLength !== 8) return false
    const { buffer, byteOffset } = most.rawData
    const isCounted = new DataView(buffer, byteOffset, 8).getBigInt64(0, true) <= MAX_TURNS
    return isCounted && !attribute.some(({ g }) => g?.node.some(hasGraph))
  })
}

export function notOurs(cause?: unknown): StudioError {
  return new StudioError(
    'model-invalid',
    'The .onnx file is not a detector that the studio wrote.',
    'Export the run again.',
    { cause },
  )
}
