import { placeAnchors } from '../detector/anchors/place'
import type { AnchorSet } from '../detector/anchors/types'
import { buildModel } from '../detector/model'
import type { Model } from '../detector/modelFile'
import type { RawOutput } from '../detector/postprocess/classScores'
import { detect } from '../detector/postprocess/detections'
import * as tf from '../detector/tf'
import type { InputDetection } from './compareDetections'

/** The in-app detector on one picture at a time; dispose of it afterwards. */
export interface TensorFlowDetector {
  /** pixels: uint8 RGB [H, W, 3] of the input's size; boxes in px of the input. */
  detect(pixels: Uint8Array): InputDetection[]
  dispose(): void
}

/** Builds a model in TensorFlow, which must be loaded already (the trainer's process does that). */
export function createTensorFlowDetector({ manifest, weights }: Model): TensorFlowDetector {
  const { architecture, preprocessing, detection } = manifest
  const { input } = architecture
  const network = buildModel(architecture, weights)
  const anchors: AnchorSet = placeAnchors(architecture.levels)
  const answer = (pixels: Uint8Array): RawOutput => {
    const tensors = tf.tidy(() => {
      const picture = tf.tensor4d(Float32Array.from(pixels), [1, input.height, input.width, 3])
      const normalised = tf.div(tf.sub(picture, preprocessing.mean), preprocessing.std) as tf.Tensor4D
      const { logits, offsets, quality } = network.forward(normalised)
      return quality === null ? [logits, offsets] : [logits, offsets, quality]
    })
    const [logits, offsets, quality = null] = tensors.map((tensor) => tensor.dataSync<'float32'>())
    tf.dispose(tensors)
    return { logits, offsets, quality }
  }
  return {
    detect(pixels) {
      const found = detect(answer(pixels), anchors, architecture, { ...detection, input })
      return Array.from(found.scores, (score, i) => {
        const [x1, y1, x2, y2] = found.boxesXyxyPx.subarray(4 * i, 4 * i + 4)
        return { label: found.classes[i], score, box: [x1, y1, x2, y2] }
      })
    },
    dispose: () => network.dispose(),
  }
}
