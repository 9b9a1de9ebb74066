/** Runs as a process of its own: loads TensorFlow, computes once, and prints one line of JSON. */
import { createRequire } from 'node:module'
import { restoreRemovedNodeFunctions } from '../trainer/nodeCompat'

interface NodeBackend {
  binding: { TF_Version: string }
  isUsingGpuDevice: boolean
}

restoreRemovedNodeFunctions()
const tf: typeof import('@tensorflow/tfjs-node-gpu') = createRequire(import.meta.url)(
  '@tensorflow/tfjs-node-gpu',
)
await tf.ready()
const sum = tf.tidy(
  () =>
    tf
      .ones([2, 2])
      .matMul(tf.ones([2, 2]))
      .sum()
      .dataSync()[0],
)
if (sum !== 8) throw new Error(`TensorFlow computed ${sum} where 8 is right`)
const backend = tf.backend() as unknown as NodeBackend
const answer = {
  backend: tf.getBackend(),
  version: backend.binding.TF_Version,
  isUsingGpu: backend.isUsingGpuDevice,
}
// A utility process of Electron's does not end by itself.
process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0))
