import type { QualityTarget } from './types'

/** IoU of the predicted box with the labelled one (IoU-aware head, Wu et al. 2020, arXiv:1912.05992, Eq. 4). */
export const iou: QualityTarget = {
  name: 'iou',
  targets: (_batch, seen) => seen.overlaps(),
}
