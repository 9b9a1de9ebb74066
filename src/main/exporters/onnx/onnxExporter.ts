import type { Exporter } from '../types'
import { detectorOnnx } from './detectorGraph'
import { IMAGE_INPUT, OUTPUTS } from './ends'
import { javaScriptExample, pythonExample } from './examples'

/** ONNX, opset 17: preprocessing, network, decoding and suppression in one file. */
export const onnxExporter: Exporter = {
  target: 'onnx',
  modelFile: 'model.onnx',
  write: detectorOnnx,
  names: { input: IMAGE_INPUT, outputs: { ...OUTPUTS } },
  inputs: ({ manifest: { architecture } }) => [
    { name: IMAGE_INPUT, shape: [1, architecture.input.height, architecture.input.width, 3], type: 'uint8' },
  ],
  outputs: () => [
    { name: OUTPUTS.boxes, shape: ['detections', 4], type: 'float32' },
    { name: OUTPUTS.scores, shape: ['detections'], type: 'float32' },
    { name: OUTPUTS.labels, shape: ['detections'], type: 'int64' },
  ],
  examples: () => ({ 'example.py': pythonExample, 'example.mjs': javaScriptExample }),
}
