import type { Tiling } from '../../../shared/models/tiling'
import type { PlannedView } from './types'

/** Intersection over the smaller box from which on two detections are one object (SAHI, arXiv:2202.06934). */
const MERGE_IOS = 0.5

/** How a model that learns from this view looks at pictures; null: at the whole of them. */
export function tilingOf({ width, height, tileScale }: PlannedView, overlap: number): Tiling | null {
  if (tileScale === null) return null
  return {
    tileWidth: width * tileScale,
    tileHeight: height * tileScale,
    overlap,
    includeWhole: true,
    ios: MERGE_IOS,
  }
}
