import { convolutionLayer, type NetworkOps } from '../network/ops'

/** What the heads answer for a batch, for every anchor. */
export interface HeadOutput<T> {
  /** Class logits [B, N, K], or [B, N, K + 1] with background first where the classes compete. */
  logits: T
  /** Box offsets [B, N, 4]. */
  offsets: T
  /** Logits of how good each box is [B, N, 1]; null where the network has no such head. */
  quality: T | null
}

/** What the heads are to answer. */
export interface HeadWish {
  /** Channels of the maps. */
  width: number
  /** Class logits of each anchor. */
  numLogits: number
  hasQuality: boolean
}

/**
 * SSD heads (Liu et al. 2016, arXiv:1512.02325): on each level a 3x3 tower, then class logits and class-agnostic box
 * offsets for its anchors by 1x1 convolutions; on request a third one says how good each box is, beside the boxes as
 * in FCOS (Tian et al. 2019, arXiv:1904.01355, the version that puts centreness on the regression branch).
 */
export function ssdHeads<T>(
  ops: NetworkOps<T>,
  levels: readonly { level: number; map: T; numShapes: number }[],
  { width, numLogits, hasQuality }: HeadWish,
): HeadOutput<T> {
  const logits: T[] = []
  const offsets: T[] = []
  const quality: T[] = []
  for (const { level, map, numShapes } of levels) {
    const tower = ops.convolution(map, convolutionLayer(`head${level}.tower`, 3, width, width))
    const predict = (what: string, outChannels: number) =>
      ops.convolution(
        tower,
        convolutionLayer(`head${level}.${what}`, 1, width, outChannels, { activation: 'linear' }),
      )
    logits.push(predict('class', numShapes * numLogits)) // [B, H, W, A * K]
    offsets.push(predict('box', numShapes * 4)) // [B, H, W, A * 4]
    if (hasQuality) quality.push(predict('quality', numShapes)) // [B, H, W, A]
  }
  return {
    logits: ops.flatten(logits, numLogits),
    offsets: ops.flatten(offsets, 4),
    quality: hasQuality ? ops.flatten(quality, 1) : null,
  }
}
