import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { StudioError } from '../../../shared/result'
import type { Backend } from '../../../shared/training/protocol'
import * as tf from '../../detector/tf'
import { askDriver, gpuReport } from '../../doctor/gpuReport'
import { mendPartsText } from '../../doctor/mendParts'
import { readSetupManifest } from '../../doctor/setupManifest'
import { restoreRemovedNodeFunctions } from '../nodeCompat'

const PACKAGE = '@tensorflow/tfjs-node-gpu'

export interface LoadedTensorFlow {
  /** tfjs's name of the backend: tensorflow. */
  backend: string
  /** Of libtensorflow. */
  version: string
  isUsingGpu: boolean
}

/**
 * Loads TensorFlow into this process and makes it the backend of tfjs. Only trainer and probe processes call it: its
 * operations block the thread. Throws `tensorflow-missing` with a way out.
 */
export async function loadTensorFlow(): Promise<LoadedTensorFlow> {
  restoreRemovedNodeFunctions()
  try {
    const require = createRequire(import.meta.url)
    const node = require(PACKAGE) as { version: Record<string, string> }
    await tf.ready()
    const backend = tf.backend() as unknown as {
      isUsingGpuDevice?: boolean
      binding?: { TF_Version?: string }
    }
    if (tf.getBackend() !== 'tensorflow') throw new Error(`the backend is ${tf.getBackend()}`)
    return {
      backend: tf.getBackend(),
      version: backend.binding?.TF_Version ?? node.version['tfjs-node'] ?? 'unknown',
      isUsingGpu: backend.isUsingGpuDevice === true,
    }
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    throw new StudioError('tensorflow-missing', `TensorFlow does not load: ${reason}`, mendPartsText(), {
      cause,
    })
  }
}

/** Names the device that TensorFlow computes on, and why it is this one. */
export function describeBackend({ backend, version, isUsingGpu }: LoadedTensorFlow): Backend {
  const probe = { backend, version, isUsingGpu, failure: null, gpuLog: [] }
  const report = gpuReport(askDriver(), readSetupManifest(), probe)
  const cpu = `${cpus()[0]?.model.trim() ?? 'CPU'}, ${cpus().length} threads`
  return {
    name: backend,
    device: isUsingGpu ? 'gpu' : 'cpu',
    description: isUsingGpu ? (report.name ?? 'GPU') : cpu,
    reason: report.reason ?? 'TensorFlow found a GPU that it can use.',
    version,
  }
}
