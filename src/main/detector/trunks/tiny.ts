import { convolutionLayer } from '../network/ops'
import type { Trunk } from './types'

/** A small trunk that starts from noise: six plain convolutions. It keeps the trunk interface honest and tests quick. */
export const tiny: Trunk = {
  name: 'tiny',
  title: 'Tiny, untrained',
  channels: [24, 32, 48, 64],
  neckChannels: 32,
  weightsFile: null,
  stemPrefixes: ['stem.'],
  trunkPrefixes: ['stem.', 'block'],
  preprocessing: { mean: [127.5, 127.5, 127.5], std: [64, 64, 64] },
  build(ops, picture) {
    const stem = ops.convolution(picture, convolutionLayer('stem', 3, 3, 16, { stride: 2 })) // [B, H/2, W/2, 16]
    const block1 = ops.convolution(stem, convolutionLayer('block1', 3, 16, 24, { stride: 2 })) // stride 4
    const block2 = ops.convolution(block1, convolutionLayer('block2', 3, 24, 32, { stride: 2 })) // stride 8
    const block3 = ops.convolution(block2, convolutionLayer('block3', 3, 32, 48, { stride: 2 })) // stride 16
    const block4 = ops.convolution(block3, convolutionLayer('block4', 3, 48, 64, { stride: 2 })) // stride 32
    return [block1, block2, block3, block4]
  },
}
