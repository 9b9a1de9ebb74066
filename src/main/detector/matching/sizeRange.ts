import type { FlatBoxes } from '../../../shared/geometry/box'
import type { LossConfig } from '../../../shared/training/config/loss'
import type { AnchorSet } from '../anchors/types'
import { ignoreCovered } from './ignoreRegions'
import { IGNORED, NEGATIVE } from './types'
import { visitAnchors } from './visitAnchors'

export type SizeRange = LossConfig['sizeRange']

/** Anchors that overlap an excluded object at least so much are neither object nor background. */
const MIN_OVERLAP = 0.3

/** Whether box g teaches anything: the root of its area (px of the network input) is within the range, ends included. */
export function isInSizeRange(boxesXyxyPx: FlatBoxes, g: number, { minPx, maxPx }: SizeRange): boolean {
  const width = boxesXyxyPx[g * 4 + 2] - boxesXyxyPx[g * 4]
  const height = boxesXyxyPx[g * 4 + 3] - boxesXyxyPx[g * 4 + 1]
  const side = Math.sqrt(Math.max(0, width) * Math.max(0, height))
  return side >= minPx && (maxPx === null || side <= maxPx)
}

/**
 * Turns the negatives about excluded objects to ignored, in place: those that overlap one by IoU >= 0.3 or lie in it by
 * half their own area. Positives stay. excludedXyxyPx [E*4] px of the network input.
 */
export function ignoreExcluded(anchors: AnchorSet, excludedXyxyPx: FlatBoxes, labels: Int32Array): void {
  for (let g = 0; g < excludedXyxyPx.length / 4; g++) {
    visitAnchors(anchors, excludedXyxyPx, g, MIN_OVERLAP, (anchor, overlap) => {
      if (overlap >= MIN_OVERLAP && labels[anchor] === NEGATIVE) labels[anchor] = IGNORED
    })
  }
  ignoreCovered(anchors, excludedXyxyPx, labels)
}
