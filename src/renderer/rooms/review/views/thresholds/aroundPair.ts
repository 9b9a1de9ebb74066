import type { BoxXyxyPx } from '../../../../../shared/annotation/schema'
import type { ConfusionPair } from '../../../../../shared/evaluation/schema'

/** The smallest box that holds both boxes of a pair. */
export function aroundPair({ truth, detection }: ConfusionPair): BoxXyxyPx {
  const one = truth ?? detection ?? { x1: 0, y1: 0, x2: 1, y2: 1 }
  const other = detection ?? one
  return {
    x1: Math.min(one.x1, other.x1),
    y1: Math.min(one.y1, other.y1),
    x2: Math.max(one.x2, other.x2),
    y2: Math.max(one.y2, other.y2),
  }
}
