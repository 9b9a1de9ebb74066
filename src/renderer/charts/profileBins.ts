import type { LossProfile } from '../../shared/training/lossProfile'

/** x_t in the middle of a bin. */
export function binCentre({ from, width }: Pick<LossProfile, 'from' | 'width'>, index: number): number {
  return from + (index + 0.5) * width
}
