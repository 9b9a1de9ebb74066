/** A convolution with bias, in TensorFlow's layout: kernel [size, size, in, out], zero padding on all sides. */
export interface ConvolutionLayer {
  /** Its parameters are `<name>.kernel` and `<name>.bias`. */
  name: string
  kernelSize: 1 | 3
  stride: 1 | 2
  /** Rows and columns of zeros on each side: 1 for kernel size 3, 0 for 1. */
  padding: 0 | 1
  inChannels: number
  outChannels: number
  activation: 'leakyRelu' | 'linear'
}

/** Slope of leaky ReLU below zero, everywhere in the network. */
export const LEAKY_SLOPE = 0.1

/**
 * All operations that a network is made of. Trunks, neck and heads are written once against this interface;
 * TensorFlow carries it in training (`tensorOps`), plain shapes in planning (`shapeOps`), and the ONNX writer
 * turns the same calls into a graph. Feature maps are [B, H, W, C].
 */
export interface NetworkOps<T> {
  convolution(input: T, layer: ConvolutionLayer): T
  /** Maximum over 3x3 with stride 2, padded by one with minus infinity: [B, H, W, C] -> [B, ceil(H/2), ceil(W/2), C]. */
  maxPool(input: T): T
  /** Along channels. */
  concatenate(inputs: readonly T[]): T
  add(left: T, right: T): T
  /** Bilinear, half-pixel centres, no antialiasing: doubles or halves both sides. */
  resize(input: T, factor: 2 | 0.5): T
  /** Reads maps [B, H_l, W_l, A * width] row by row, column by column, anchor by anchor: -> [B, N, width]. */
  flatten(maps: readonly T[], width: number): T
}

/** A convolution layer with its usual padding. */
export function convolutionLayer(
  name: string,
  kernelSize: 1 | 3,
  inChannels: number,
  outChannels: number,
  options: { stride?: 1 | 2; activation?: 'leakyRelu' | 'linear' } = {},
): ConvolutionLayer {
  return {
    name,
    kernelSize,
    stride: options.stride ?? 1,
    padding: kernelSize === 3 ? 1 : 0,
    inChannels,
    outChannels,
    activation: options.activation ?? 'leakyRelu',
  }
}
