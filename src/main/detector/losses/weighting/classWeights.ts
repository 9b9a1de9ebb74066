import { StudioError } from '../../../../shared/result'
import type { LossConfig } from '../types'

/**
 * Weight of each class in the loss from the number of its boxes n_c:
 *   inverse 1 / n_c, sqrtInverse 1 / sqrt(n_c), effectiveNumber (1 - beta) / (1 - beta^n_c)
 * (Cui et al. 2019, arXiv:1901.05555, Eq. 5), each scaled so that the K weights add up to K; manual as given by name, 1
 * where not; none all 1. A class without boxes weighs as one with a single box.
 */
export function classWeights(
  config: LossConfig['classWeights'],
  classNames: readonly string[],
  boxCounts: readonly number[],
): number[] {
  if (config.kind === 'none') return classNames.map(() => 1)
  if (config.kind === 'manual') return manualWeights(config.manual, classNames)
  const raw = classNames.map((_, c) => rawWeight(config, Math.max(1, boxCounts[c] ?? 0)))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map((weight) => (weight * raw.length) / total)
}

function rawWeight({ kind, beta }: LossConfig['classWeights'], count: number): number {
  if (kind === 'inverse') return 1 / count
  if (kind === 'sqrtInverse') return 1 / Math.sqrt(count)
  // expm1 and log1p keep digits where beta is next to 1; beta 0 leaves every class alike.
  return beta === 0 ? 1 : (1 - beta) / -Math.expm1(count * Math.log1p(beta - 1))
}

function manualWeights(manual: Record<string, number>, classNames: readonly string[]): number[] {
  const given = new Map(Object.entries(manual))
  const unknown = [...given.keys()].filter((name) => !classNames.includes(name))
  if (unknown.length > 0) {
    throw new StudioError(
      'config-invalid',
      `class weights name ${unknown.map((name) => `"${name}"`).join(', ')}, which is no class of this project`,
      `The classes are ${classNames.map((name) => `"${name}"`).join(', ')}.`,
    )
  }
  return classNames.map((name) => given.get(name) ?? 1)
}
