import { convolutionLayer, type NetworkOps } from '../network/ops'
import type { Trunk } from './types'

/**
 * The trunk of NanoDet-g (github.com/RangiLyu/nanodet, Apache-2.0): cross-stage-partial blocks of plain 3x3 and
 * 1x1 convolutions with batch norm folded in and leaky ReLU, which suit CPUs and GPUs alike.
 */
export const nanodetG: Trunk = {
  name: 'nanodetG',
  title: 'NanoDet-g, trained on COCO',
  channels: [64, 128, 256, 512],
  neckChannels: 128,
  weightsFile: 'nanodet-g-coco.safetensors',
  stemPrefixes: ['stem.', 'stage1.'],
  trunkPrefixes: ['stem.', 'stage1.', 'stage2.', 'stage3.', 'stage4.'],
  // The published figures are in BGR order; the reader of the weights turns stem and figures to RGB.
  preprocessing: { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] },
  build(ops, picture) {
    const stem = ops.convolution(picture, convolutionLayer('stem', 3, 3, 32, { stride: 2 })) // [B, H/2, W/2, 32]
    const pooled = ops.maxPool(stem) // [B, H/4, W/4, 32]
    const stage1 = stage(ops, pooled, { name: 'stage1', inChannels: 32, pairs: 1, stride: 1 }) // stride 4, 64
    const stage2 = stage(ops, stage1, { name: 'stage2', inChannels: 64, pairs: 2, stride: 2 }) // stride 8, 128
    const stage3 = stage(ops, stage2, { name: 'stage3', inChannels: 128, pairs: 2, stride: 2 }) // stride 16, 256
    const stage4 = stage(ops, stage3, { name: 'stage4', inChannels: 256, pairs: 3, stride: 2 }) // stride 32, 512
    return [stage1, stage2, stage3, stage4]
  },
}

/** One stage: entry, pairs that each concatenate their two halves, exit, and the entry beside it: channels double. */
function stage<T>(
  ops: NetworkOps<T>,
  input: T,
  { name, inChannels, pairs, stride }: { name: string; inChannels: number; pairs: number; stride: 1 | 2 },
): T {
  const halfChannels = inChannels / 2
  const entry = ops.convolution(
    input,
    convolutionLayer(`${name}.entry`, 3, inChannels, inChannels, { stride }),
  )
  let features = entry
  for (let pair = 1; pair <= pairs; pair++) {
    const a = ops.convolution(
      features,
      convolutionLayer(`${name}.pair${pair}.a`, 3, inChannels, halfChannels),
    )
    const b = ops.convolution(a, convolutionLayer(`${name}.pair${pair}.b`, 3, halfChannels, halfChannels))
    features = ops.concatenate([b, a])
  }
  const exit = ops.convolution(features, convolutionLayer(`${name}.exit`, 3, inChannels, inChannels))
  return ops.concatenate([exit, entry])
}
