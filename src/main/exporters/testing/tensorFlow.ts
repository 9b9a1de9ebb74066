import { createRequire } from 'node:module'

/** Loads TensorFlow for a test; false (said loudly) where this machine has not been set up for it. */
export function hasTensorFlow(): boolean {
  try {
    createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu')
    return true
  } catch (cause) {
    console.warn(`TensorFlow cannot be loaded, its comparisons are skipped (npm run setup): ${String(cause)}`)
    return false
  }
}
