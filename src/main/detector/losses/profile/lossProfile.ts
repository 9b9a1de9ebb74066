import type { LossProfile } from '../../../../shared/training/lossProfile'
import { eachMargin, type ScoredTargets } from './margins'

const FROM = -16
const WIDTH = 0.25
const BINS = 128

/** A profile that has counted nothing yet: bins of 1/4 from -16 to 16, where a loss is as good as linear or 0 beyond. */
export function emptyProfile(): LossProfile {
  const none = () => new Array<number>(BINS).fill(0)
  return {
    format: 'focal-studio-loss-profile',
    version: 1,
    images: 0,
    from: FROM,
    width: WIDTH,
    positives: none(),
    negatives: none(),
  }
}

/** Counts the pictures of a batch in. */
export function countInto(profile: LossProfile, scored: ScoredTargets): void {
  profile.images += scored.targets.batchSize
  eachMargin(scored, (_row, margin, isPositive) => {
    const bin = Math.min(Math.max(Math.floor((margin - FROM) / WIDTH), 0), BINS - 1)
    const counts = isPositive ? profile.positives : profile.negatives
    counts[bin]++
  })
}
