/** The one import of TensorFlow.js: core operations only, so that any backend can carry the detector. */
export * from '@tensorflow/tfjs-core'
