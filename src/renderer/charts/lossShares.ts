import type { LossConfig } from '../../shared/training/config/loss'
import type { LossProfile } from '../../shared/training/lossProfile'
import { type AnchorLoss, anchorLossOf, plainCrossEntropy } from './anchorLoss'
import { logit, sigmoid } from './logit'
import { binCentre } from './profileBins'

/** Background that the model gives less than this probability to be an object is easy. */
export const EASY_BELOW = 0.1

/** Loss by bin of a profile. */
export interface BinLosses {
  positives: Float64Array
  negatives: Float64Array
}

/** How a loss is shared out; the three sum to 1, or are all 0 where there is no loss. */
export interface LossShares {
  easyNegatives: number
  hardNegatives: number
  positives: number
}

/** Loss of every bin under the settings, hard samples as they say; null where the loss has no closed form. */
export function binLosses(loss: LossConfig, numClasses: number, profile: LossProfile): BinLosses | null {
  const element = anchorLossOf(loss, numClasses, profile)
  if (element === null) return null
  return treatHardSamples(loss.hardSamples, profile, losses(element, profile))
}

/** Loss of every bin under cross-entropy, what all others are compared with. */
export function crossEntropyLosses(profile: LossProfile): BinLosses {
  return losses(plainCrossEntropy, profile)
}

/** Sums loss by bin up to shares. */
export function sharesOf(bins: BinLosses, profile: LossProfile): LossShares {
  const easyFrom = logit(1 - EASY_BELOW)
  const sums = { easyNegatives: 0, hardNegatives: 0, positives: 0 }
  for (const value of bins.positives) sums.positives += value
  for (const [i, value] of bins.negatives.entries()) {
    sums[binCentre(profile, i) > easyFrom ? 'easyNegatives' : 'hardNegatives'] += value
  }
  const total = sums.easyNegatives + sums.hardNegatives + sums.positives
  if (total === 0) return sums
  return {
    easyNegatives: sums.easyNegatives / total,
    hardNegatives: sums.hardNegatives / total,
    positives: sums.positives / total,
  }
}

function losses(element: AnchorLoss, profile: LossProfile): BinLosses {
  const at = (counts: readonly number[], value: (xt: number) => number) =>
    Float64Array.from(counts, (count, i) => (count === 0 ? 0 : count * value(binCentre(profile, i))))
  return {
    positives: at(profile.positives, element.object),
    negatives: at(profile.negatives, element.background),
  }
}

/** Mining, emphasis and forgiveness over all pictures of the profile at once. */
function treatHardSamples(
  settings: LossConfig['hardSamples'],
  profile: LossProfile,
  { positives, negatives }: BinLosses,
): BinLosses {
  const numPositives = sum(profile.positives)
  switch (settings.kind) {
    case 'none':
      return { positives, negatives }
    case 'mining': {
      const wanted = Math.max(settings.negPosRatio * numPositives, settings.minNegatives * profile.images)
      return { positives, negatives: hardest(profile.negatives, negatives, wanted, 0, 1) }
    }
    case 'emphasis': {
      const wanted = settings.share * (numPositives + sum(profile.negatives))
      const joined = [...profile.positives, ...profile.negatives]
      const all = hardest(joined, Float64Array.from([...positives, ...negatives]), wanted, 1, settings.factor)
      return { positives: all.slice(0, positives.length), negatives: all.slice(positives.length) }
    }
    case 'forgive': {
      const weight = (i: number) => {
        const p = sigmoid(binCentre(profile, i))
        return p >= settings.threshold ? 1 : (p / settings.threshold) ** settings.power
      }
      return { positives: positives.map((value, i) => value * weight(i)), negatives }
    }
  }
}

/** Gives the `wanted` anchors of highest loss one factor and the others another; a bin may be split. */
function hardest(
  counts: readonly number[],
  values: Float64Array,
  wanted: number,
  others: number,
  chosen: number,
): Float64Array {
  const each = (i: number) => (counts[i] === 0 ? 0 : values[i] / counts[i])
  const order = [...counts.keys()].filter((i) => counts[i] > 0).sort((a, b) => each(b) - each(a))
  const result = values.map((value) => value * others)
  let left = wanted
  for (const i of order) {
    if (left <= 0) break
    const part = Math.min(1, left / counts[i])
    result[i] = values[i] * (part * chosen + (1 - part) * others)
    left -= counts[i]
  }
  return result
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
