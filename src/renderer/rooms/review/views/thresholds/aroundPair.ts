import type { BoxXyxyPx } from '../../../../../shared/annotation/schema'
import type { ConfusionPair } from '../../../../../shared/evaluation/schema'
import { enclosing } from '../../../../../shared/geometry/box'

/** The smallest box that holds both boxes of a pair. */
export function aroundPair({ truth, detection }: ConfusionPair): BoxXyxyPx {
  const one = truth ?? detection ?? { x1: 0, y1: 0, x2: 1, y2: 1 }
  return enclosing(one, detection ?? one)
}
