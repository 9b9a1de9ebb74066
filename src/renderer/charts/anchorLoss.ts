import { focalLosses } from '../../shared/training/config/classificationLoss'
import type { LossConfig } from '../../shared/training/config/loss'
import type { LossProfile } from '../../shared/training/lossProfile'
import { t } from '../language/t'
import { sigmoid, softplus } from './logit'
import { binCentre } from './profileBins'

/** Loss of one anchor against x_t, the logit of the probability p_t that the model gives to the truth. */
export interface AnchorLoss {
  object(xt: number): number
  background(xt: number): number
}

/** -ln p_t. */
const crossEntropy = (xt: number) => softplus(-xt)
/** (1 - p_t)^gamma. */
const focus = (xt: number, gamma: number) => Math.exp(-gamma * softplus(xt))
const focalTerm = (xt: number, gamma: number, alpha: number) => alpha * focus(xt, gamma) * crossEntropy(xt)

export const plainCrossEntropy: AnchorLoss = { object: crossEntropy, background: crossEntropy }

/** Where the mean certainty is not known: the middle of a run. */
const MIDDLE = 0.5

/**
 * The classification loss of the settings in closed form, with `numClasses` classes; soft targets are taken as 1.
 * What follows the model (GHM-C's counts, AutoFocal's certainty) is taken from a run's profile. null: there is no such
 * form, or none without a profile.
 */
export function anchorLossOf(
  loss: LossConfig,
  numClasses: number,
  profile: LossProfile | null,
): AnchorLoss | null {
  const { alpha } = loss.focal
  const weighted = (gamma: number): AnchorLoss => ({
    object: (xt) => focalTerm(xt, gamma, alpha ?? 1),
    background: (xt) => focalTerm(xt, gamma, alpha === null ? 1 : 1 - alpha),
  })
  const onBackground = (element: (xt: number) => number): AnchorLoss => ({
    object: element,
    background: (xt) => loss.softmax.backgroundWeight * element(xt),
  })
  const both = (element: (xt: number) => number): AnchorLoss => ({ object: element, background: element })
  switch (loss.classification) {
    case 'focal':
      return weighted(loss.focal.gamma)
    case 'autoFocal': {
      const gamma = -Math.log(meanCertainty(profile) ?? MIDDLE)
      return weighted(Math.min(Math.max(gamma, 0), loss.autoFocal.gammaMax))
    }
    case 'efl':
      return weighted(loss.efl.gamma)
    case 'bce':
      return { object: (xt) => loss.bce.posWeight * crossEntropy(xt), background: crossEntropy }
    case 'softmaxCrossEntropy':
      return onBackground((xt) => smoothed(xt, loss.softmax.labelSmoothing, numClasses))
    case 'softmaxFocal': {
      const { object, background } = weighted(loss.focal.gamma)
      return { object, background: (xt) => loss.softmax.backgroundWeight * background(xt) }
    }
    case 'dualFocal':
      return onBackground((xt) => dualTerm(xt, loss.dualFocal.gamma, numClasses))
    case 'focalStar': {
      const { gamma, beta } = loss.focalStar
      return both((xt) => softplus(-(gamma * xt + beta)) / gamma)
    }
    case 'qfl':
      return both((xt) => focalTerm(xt, loss.qfl.beta, 1))
    case 'vfl':
      return {
        object: crossEntropy,
        background: (xt) => focalTerm(xt, loss.vfl.gamma, loss.vfl.alpha),
      }
    case 'ghmc':
      return profile === null ? null : harmonised(profile, loss.ghmc.bins)
  }
}

/** Another loss of an object that belongs beside the chosen one. */
export interface CompanionLoss {
  label: string
  object(xt: number): number
}

/** What the loss of the settings becomes elsewhere: for the rarest class under EFL, at the end of a schedule. */
export function companionOf(loss: LossConfig): CompanionLoss | null {
  const alpha = loss.focal.alpha ?? 1
  if (loss.classification === 'efl' && loss.efl.scale > 0) {
    const gamma = loss.efl.gamma + loss.efl.scale
    const factor = loss.efl.gamma === 0 ? 1 : gamma / loss.efl.gamma
    return { label: t('rarest class'), object: (xt) => factor * focalTerm(xt, gamma, alpha) }
  }
  if (focalLosses.includes(loss.classification) && loss.focusing.kind === 'scheduled') {
    return { label: t('at the end'), object: (xt) => focalTerm(xt, loss.focusing.endGamma, alpha) }
  }
  return null
}

/** What a drawn curve leaves open, in one sentence; null where it is the whole story. */
export function curveNote(loss: LossConfig, profile: LossProfile | null): string | null {
  switch (loss.classification) {
    case 'efl':
      return t('Drawn for a class in balance; the rarer a class, the more it is focused.')
    case 'autoFocal': {
      const certainty = meanCertainty(profile)
      const at = (certainty ?? MIDDLE).toFixed(2)
      return certainty === null
        ? t('Drawn for a model that gives its objects {{at}} on average; the focus falls as that rises.', {
            at,
          })
        : t('Drawn for the certainty of your last run, {{at}}; the focus falls as that rises.', { at })
    }
    case 'ghmc':
      return t('Drawn with the counts of your last run; every batch has its own.')
    case 'qfl':
    case 'vfl':
      return t('Drawn for a box that fits; the target of a worse one is its overlap.')
    case 'dualFocal':
      return t('Drawn with the other classes sharing the rest evenly.')
    default:
      return null
  }
}

/** Label smoothing over K classes and background, the rest of the probability spread evenly over them. */
function smoothed(xt: number, smoothing: number, numClasses: number): number {
  if (smoothing === 0) return crossEntropy(xt)
  const others = numClasses * (softplus(xt) + Math.log(numClasses))
  return (1 - smoothing) * crossEntropy(xt) + (smoothing / (numClasses + 1)) * (crossEntropy(xt) + others)
}

/** (1 - p_t + p_j)^gamma -ln p_t; the others share the rest evenly, and count where they lie below p_t. */
function dualTerm(xt: number, gamma: number, numClasses: number): number {
  const rest = sigmoid(-xt)
  const other = rest / numClasses
  const runnerUp = other < sigmoid(xt) ? other : 0
  return (rest + runnerUp) ** gamma * crossEntropy(xt)
}

/** Into so many equal parts a bin is cut to count its anchors by hardness. */
const PARTS = 20

/** GHM-C (Li et al. 2019, Eq. 9): every grade of |p - t| that has anchors gets the same share of the weight. */
function harmonised(profile: LossProfile, numGrades: number): AnchorLoss {
  const grade = (xt: number) => Math.min(numGrades - 1, Math.floor(sigmoid(-xt) * numGrades))
  const counts = new Float64Array(numGrades)
  let total = 0
  for (const side of [profile.positives, profile.negatives]) {
    for (const [i, count] of side.entries()) {
      // A bin of logits may span several grades.
      for (let part = 0; part < PARTS; part++) {
        counts[grade(profile.from + (i + (part + 0.5) / PARTS) * profile.width)] += count / PARTS
      }
      total += count
    }
  }
  const numFilled = counts.filter((count) => count > 0).length
  const element = (xt: number) => {
    const count = counts[grade(xt)]
    return count === 0 ? 0 : (total / (count * numFilled)) * crossEntropy(xt)
  }
  return { object: element, background: element }
}

/** Mean p_t over the positives, null where there are none. */
export function meanCertainty(profile: LossProfile | null): number | null {
  if (profile === null) return null
  let sum = 0
  let total = 0
  for (const [i, count] of profile.positives.entries()) {
    sum += count * sigmoid(binCentre(profile, i))
    total += count
  }
  return total === 0 ? null : sum / total
}
