import { LossConfig } from '../../shared/training/config/loss'
import { autoFocal } from '../detector/losses/classification/autoFocal'
import { efl } from '../detector/losses/classification/equalizedFocal'
import { ghmc } from '../detector/losses/classification/gradientHarmonized'
import type { LossMemory, SeenClassification, SigmoidLoss } from '../detector/losses/types'
import { compareLoss, float32, reduce } from './compareLoss'
import { numberField, numbersField, shapeOf } from './goldenFields'
import type { GoldenCase } from './readGolden'
import { FLOAT64 } from './tolerances'
import type { GoldenCheck } from './types'

/** GHM-C as mmdet computes it; its own sum over all elements is ours over the positives. */
export const ghmcCheck = memoryCheck(ghmc, ['density'], (golden) => ({
  ghmc: { bins: numberField(golden, 'bins'), momentum: numberField(golden, 'momentum') },
}))

export const eflCheck = memoryCheck(efl, ['positive', 'negative', 'gammas'], (golden) => ({
  focal: { alpha: golden.alpha === null ? null : numberField(golden, 'alpha') },
  efl: { gamma: numberField(golden, 'gamma'), scale: numberField(golden, 'scale') },
}))

export const autoFocalCheck = memoryCheck(autoFocal, ['probability'], (golden) => ({
  focal: { alpha: golden.alpha === null ? null : numberField(golden, 'alpha') },
  autoFocal: { decay: numberField(golden, 'decay'), gammaMax: numberField(golden, 'gammaMax') },
}))

/**
 * One step of a loss with memory: what it remembers afterwards (`after`, by name) and the loss of this step, from what it
 * remembered before (`before`). Targets are 0 or 1, one class a row at most; the loss is divided by the positives.
 */
function memoryCheck(
  loss: SigmoidLoss,
  names: readonly string[],
  settingsOf: (golden: GoldenCase) => Record<string, unknown>,
): GoldenCheck {
  return (golden) => {
    const config = LossConfig.parse(settingsOf(golden))
    const seen = seenOf(golden)
    const before = golden.before as LossMemory
    const memory = loss.observe?.(seen, before, config) ?? before
    const remembered = names.map((name) => ({
      what: name,
      actual: memory[name] ?? [],
      expected: (golden.after as Record<string, unknown>)[name],
      tolerance: FLOAT64,
    }))
    const normalized = { ...golden, reduction: 'normalized', normalizer: seen.positives.length }
    const values = compareLoss(normalized, 'logits', (logits) => {
      const targets = float32(numbersField(golden, 'targets'), logits.shape)
      return reduce(
        normalized,
        loss.elements({ logits, targets, weights: null, targetKind: 'hard' }, config, memory),
      )
    })
    return [...remembered, ...values]
  }
}

function seenOf(golden: GoldenCase): SeenClassification {
  const [numRows, numColumns] = shapeOf(golden.logits)
  const targets = numbersField(golden, 'targets')
  const elements = [...targets.keys()].filter((i) => targets[i] === 1)
  return {
    logits: Float32Array.from(numbersField(golden, 'logits')),
    numColumns,
    positives: Int32Array.from(elements, (i) => Math.floor(i / numColumns)),
    positiveClasses: Int32Array.from(elements, (i) => i % numColumns),
    rowWeights: new Float32Array(numRows).fill(1),
  }
}
