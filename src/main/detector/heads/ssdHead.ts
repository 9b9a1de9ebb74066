import { convolutionLayer, type NetworkOps } from '../network/ops'

/** What the heads answer for a batch: class logits [B, N, K] and box offsets [B, N, 4] for every anchor. */
export interface HeadOutput<T> {
  logits: T
  offsets: T
}

/**
 * SSD heads (Liu et al. 2016, arXiv:1512.02325): on each level a 3x3 tower, then class logits (sigmoid, no
 * background) and class-agnostic box offsets for its anchors by 1x1 convolutions.
 */
export function ssdHeads<T>(
  ops: NetworkOps<T>,
  levels: readonly { level: number; map: T; numShapes: number }[],
  width: number,
  numClasses: number,
): HeadOutput<T> {
  const logits: T[] = []
  const offsets: T[] = []
  for (const { level, map, numShapes } of levels) {
    const linear = { activation: 'linear' as const }
    const tower = ops.convolution(map, convolutionLayer(`head${level}.tower`, 3, width, width))
    // [B, H, W, A * K]
    logits.push(
      ops.convolution(
        tower,
        convolutionLayer(`head${level}.class`, 1, width, numShapes * numClasses, linear),
      ),
    )
    // [B, H, W, A * 4]
    offsets.push(
      ops.convolution(tower, convolutionLayer(`head${level}.box`, 1, width, numShapes * 4, linear)),
    )
  }
  return { logits: ops.flatten(logits, numClasses), offsets: ops.flatten(offsets, 4) }
}
