import { type ClassificationLossName, focalLosses } from './classificationLoss'
import type { LossConfig } from './loss'

/** Settings that are each right and together wrong: what they are and why, for the error. */
interface Conflict {
  path: string[]
  message: string
}

const softmaxLosses = new Set(['softmaxCrossEntropy', 'softmaxFocal', 'dualFocal'])
const qualityLosses = new Set(['qfl', 'vfl'])
const gradientHarmonised = (loss: LossConfig) => loss.classification === 'ghmc' || loss.box === 'ghmr'

/** Pairs that fight each other. */
export function lossConflicts(loss: LossConfig): Conflict[] {
  const conflicts: Conflict[] = []
  const add = (path: string, message: string) =>
    conflicts.push({ path: ['loss', ...path.split('.')], message })
  if (loss.balancing.kind === 'kendall' && gradientHarmonised(loss)) {
    add(
      'balancing.kind',
      'kendall cannot go with GHM: GHM rescales its loss at every step, and the learnt weights would chase that scale',
    )
  }
  if (loss.hardSamples.kind !== 'none' && gradientHarmonised(loss)) {
    add('hardSamples.kind', 'GHM already weighs by hardness; choose one of the two')
  }
  if (loss.hardSamples.kind === 'forgive' && loss.sampleWeights.hardness) {
    add('hardSamples.kind', 'forgive lowers the weight of hard objects, sampleWeights.hardness raises it')
  }
  const movable: readonly ClassificationLossName[] | null = {
    fixed: null,
    scheduled: focalLosses,
    learnable: ['focal' as const],
  }[loss.focusing.kind]
  if (movable !== null && !movable.includes(loss.classification)) {
    const names = movable.map((name) => `"${name}"`).join(' or ')
    add(
      'focusing.kind',
      `${loss.focusing.kind} goes with the classification loss ${names}, not with "${loss.classification}"`,
    )
  }
  if (loss.quality !== 'none' && qualityLosses.has(loss.classification)) {
    add('quality', `${loss.classification} already puts the quality of a box into its score`)
  }
  if (loss.classWeights.on === 'all' && softmaxLosses.has(loss.classification)) {
    add('classWeights.on', 'a softmax has no column of logits to itself; use positives')
  }
  if (loss.sizeRange.maxPx !== null && loss.sizeRange.maxPx <= loss.sizeRange.minPx) {
    add('sizeRange.maxPx', 'must be above sizeRange.minPx')
  }
  return conflicts
}
