import { StudioError } from '../../../shared/result'
import { balancings } from './balancing/index'
import type { Balancing } from './balancing/types'
import { boxLosses } from './box/index'
import { classificationLosses } from './classification/index'
import { focusings } from './focusing/index'
import type { Focusing } from './focusing/types'
import type { BoxLoss, ClassificationLoss, LossConfig } from './types'
import { classWeights } from './weighting/classWeights'

/** All that the loss of a run consists of, looked up once. */
export interface LossSystem {
  config: LossConfig
  classification: ClassificationLoss
  box: BoxLoss
  balancing: Balancing
  focusing: Focusing
  /** Weight of each class, [K]. */
  classWeights: readonly number[]
  /** Alpha of each class that has one of its own, [K]; null: the common one. */
  alphaByClass: readonly (number | null)[]
}

/**
 * Builds the loss of a run. boxCounts: labelled boxes of each class, for weights that come from them. Throws
 * `config-invalid` where the settings name a class that there is not.
 */
export function createLossSystem(
  config: LossConfig,
  classNames: readonly string[],
  boxCounts: readonly number[],
): LossSystem {
  const { alphaByClass } = config.focal
  const unknown = Object.keys(alphaByClass).filter((name) => !classNames.includes(name))
  if (unknown.length > 0) {
    throw new StudioError(
      'config-invalid',
      `loss.focal.alphaByClass names ${unknown.map((name) => `"${name}"`).join(', ')}, which is no class of this project`,
      `The classes are ${classNames.map((name) => `"${name}"`).join(', ')}.`,
    )
  }
  return {
    config,
    classification: classificationLosses[config.classification],
    box: boxLosses[config.box],
    balancing: balancings[config.balancing.kind],
    focusing: focusings[config.focusing.kind],
    classWeights: classWeights(config.classWeights, classNames, boxCounts),
    alphaByClass: classNames.map((name) => (Object.hasOwn(alphaByClass, name) ? alphaByClass[name] : null)),
  }
}
