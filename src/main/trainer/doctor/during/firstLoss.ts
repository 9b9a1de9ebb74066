import type { LossConfig } from '../../../../shared/training/config/loss'
import type { RunFacts } from './types'

/** Probability that every class begins with (Lin et al. 2017, arXiv:1708.02002, section 4.1). */
const PRIOR = 0.01
const PRIOR_LOGIT = Math.log(PRIOR / (1 - PRIOR))
/** Multi-scale training changes the sides, and with them the anchors, by up to a quarter. */
const SCALES = { low: 0.75 ** 2, high: 1.25 ** 2 }

/** Loss of one positive and of one background element, before anything is learnt. */
interface Elements {
  positive: number
  negative: number
}

/**
 * Classification loss of the first step, from below and above, in closed form; null where there is none. All logits are
 * at their starting biases: sigmoids at pi = 0.01, a softmax at pi / K each with 1 - pi for the background, or, under
 * mining, with all K + 1 alike. Then for P positives among B pictures of N anchors and K classes
 *   L = (P l_pos + (B N K - P) l_neg) / P
 * which for the focal loss is alpha 0.9801 * 4.60517 + (1 - alpha) 1.00503e-6 B N K / P at gamma 2, and for a softmax with
 * 3 : 1 mining 4 ln(K + 1). Losses whose targets or weights depend on the first predictions have no such form.
 */
export function expectedFirstLoss(
  { config, numAnchors, numClasses, hasWeightedNegatives }: RunFacts,
  positives: number,
): { low: number; high: number } | null {
  const { loss, matcher, schedule, input } = config
  if (positives === 0 || hasWeightedNegatives || isWeighted(loss) || matcher.kind === 'taskAligned')
    return null
  const isSoftmax = loss.classification.startsWith('softmax')
  const elements = isSoftmax ? softmaxElements(loss, numClasses) : sigmoidElements(loss)
  if (elements === null) return null
  const pictures = schedule.batchSize * schedule.accumulate
  const columns = isSoftmax ? 1 : numClasses
  const sum = (negatives: number) => positives * elements.positive + negatives * elements.negative
  const divisor = divisorOf(loss, positives, pictures * numAnchors * (isSoftmax ? numClasses + 1 : columns))
  if (divisor === null) return null
  if (loss.hardSamples.kind === 'mining') {
    const { negPosRatio, minNegatives } = loss.hardSamples
    // A chosen anchor is background in every column; pictures without objects bring the floor.
    const low = negPosRatio * positives * columns
    const others = (columns - 1) * positives
    return {
      low: sum(low + others) / divisor,
      high: sum(low + others + minNegatives * pictures * columns) / divisor,
    }
  }
  const negatives = (scale: number) => Math.max(0, pictures * numAnchors * scale * columns - positives)
  return {
    low: sum(negatives(input.multiScale ? SCALES.low : 1)) / divisor,
    high: sum(negatives(input.multiScale ? SCALES.high : 1)) / divisor,
  }
}

/** Weights that the first report does not tell. */
function isWeighted(loss: LossConfig): boolean {
  const { classWeights, sampleWeights, positionPenalty, hardSamples } = loss
  return (
    classWeights.kind !== 'none' ||
    sampleWeights.area ||
    sampleWeights.quality ||
    sampleWeights.hardness ||
    sampleWeights.occluded !== 1 ||
    positionPenalty.kind === 'penaltyReduced' ||
    hardSamples.kind === 'emphasis' ||
    (hardSamples.kind === 'forgive' && hardSamples.startFraction === 0) ||
    Object.keys(loss.focal.alphaByClass).length > 0
  )
}

/** What the sum is divided by; null where it depends on how the positives lie over the pictures. */
function divisorOf({ reduction, normalizer }: LossConfig, positives: number, numElements: number) {
  if (reduction === 'mean') return numElements
  if (reduction !== 'normalized') return 1
  return normalizer === 'imagePositives' ? null : Math.max(1, positives)
}

function sigmoidElements(loss: LossConfig): Elements | null {
  const rare = -Math.log(PRIOR)
  const usual = -Math.log1p(-PRIOR)
  switch (loss.classification) {
    case 'focal': {
      const { alpha, gamma } = loss.focal
      return {
        positive: (alpha ?? 1) * (1 - PRIOR) ** gamma * rare,
        negative: (alpha === null ? 1 : 1 - alpha) * PRIOR ** gamma * usual,
      }
    }
    case 'bce':
      return { positive: loss.bce.posWeight * rare, negative: usual }
    case 'focalStar': {
      const { gamma, beta } = loss.focalStar
      const at = (logit: number) => Math.log1p(Math.exp(-(gamma * logit + beta))) / gamma
      return { positive: at(PRIOR_LOGIT), negative: at(-PRIOR_LOGIT) }
    }
    default:
      return null
  }
}

function softmaxElements(loss: LossConfig, numClasses: number): Elements | null {
  const isMining = loss.hardSamples.kind === 'mining'
  const own = isMining ? 1 / (numClasses + 1) : PRIOR / numClasses
  const background = isMining ? own : 1 - PRIOR
  const { labelSmoothing, backgroundWeight } = loss.softmax
  if (loss.classification === 'softmaxFocal') {
    const { alpha, gamma } = loss.focal
    const focal = (share: number) => -((1 - share) ** gamma) * Math.log(share)
    return {
      positive: (alpha ?? 1) * focal(own),
      negative: (alpha === null ? 1 : 1 - alpha) * backgroundWeight * focal(background),
    }
  }
  const everywhere = -(Math.log(background) + numClasses * Math.log(own)) / (numClasses + 1)
  const smoothed = (share: number) => -(1 - labelSmoothing) * Math.log(share) + labelSmoothing * everywhere
  return { positive: smoothed(own), negative: backgroundWeight * smoothed(background) }
}
