import { createRequire } from 'node:module'
import util from 'node:util'
import * as tf from '../detector/tf'

const load = createRequire(import.meta.url)

/** Makes sure that tensors can be computed: TensorFlow, or where it is missing tfjs's own plain JavaScript. */
export async function ensureBackend(): Promise<string> {
  if (!tf.getBackend()) {
    try {
      // TensorFlow's own chatter would bury the result; errors still come through.
      process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
      // Node 23 removed it, tfjs-node calls it (tensorflow/tfjs issue 8609).
      Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined })
      load('@tensorflow/tfjs-node-gpu')
    } catch {
      load('@tensorflow/tfjs')
    }
    await tf.ready()
  }
  return tf.getBackend()
}
