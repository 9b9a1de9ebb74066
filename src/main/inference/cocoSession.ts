import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cocoClasses } from '../../shared/coco/classes'
import { autoDepth, type DepthRule } from '../../shared/images/depthWindow'
import { readSafetensors } from '../detector/safetensors'
import { nanodetG } from '../detector/trunks/nanodetG'
import { exporters } from '../exporters/index'
import { COCO_INPUT_PX, cocoDetectorOnnx } from '../exporters/onnx/cocoDetector'
import { modelsFolder } from '../fs/modelsFolder'
import { openDetectorThread } from './detectorThread'
import { type DetectorSession, INFERENCE_THREADS, type Sight } from './session'

/**
 * The shipped trunk as a detector of the 80 COCO classes, on a thread of its own. Its graph is written anew each time:
 * that takes a fraction of a second, and there is no copy on disk that could grow old. Throws `model-invalid`.
 */
export async function openCocoSession(
  threshold: number,
  depth: DepthRule = autoDepth,
): Promise<DetectorSession<Sight>> {
  const file = await readFile(join(modelsFolder(), nanodetG.weightsFile as string))
  const { names } = exporters.onnx
  const input = { name: names.input, width: COCO_INPUT_PX, height: COCO_INPUT_PX }
  const detector = await openDetectorThread({
    bytes: cocoDetectorOnnx(readSafetensors(file).tensors, threshold),
    input,
    outputs: names.outputs,
    threads: INFERENCE_THREADS,
  })
  const { mean, std } = nanodetG.preprocessing
  const sight: Sight = {
    classes: [...cocoClasses],
    input: {
      ...input,
      type: 'uint8',
      layout: 'NHWC',
      channels: 'RGB',
      fit: 'stretch',
      filter: 'triangle',
      depth,
      insideModel: { mean: [...mean], std: [...std] },
    },
    tiling: null,
  }
  return { manifest: sight, detector, close: () => detector.close() }
}
