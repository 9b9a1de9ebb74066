import { StudioError } from '../../../../shared/result'
import type { LossConfig } from '../types'

/**
 * Weight of each class in the loss from the number of its boxes n_c:
 *   inverse 1 / n_c, sqrtInverse 1 / sqrt(n_c), effectiveNumber (1 - beta) / (1 - beta^n_c)
 * (Cui et al. 2019, arXiv:1901.05555, Eq. 5), scaled as there so that the K weights add up to K, or so that their mean over
 * all boxes is 1, which leaves the classification loss as heavy as it was; manual as given by name, 1 where not; none all 1.
 * A class without boxes weighs as one with a single box.
 */
export function classWeights(
  config: LossConfig['classWeights'],
  classNames: readonly string[],
  boxCounts: readonly number[],
): number[] {
  const { kind, scale } = config.kind === 'auto' ? { ...config, ...automaticWeights(boxCounts) } : config
  if (kind === 'none') return classNames.map(() => 1)
  if (kind === 'manual') return manualWeights(config.manual, classNames)
  const counts = classNames.map((_, c) => boxCounts[c] ?? 0)
  const raw = counts.map((count) => rawWeight({ ...config, kind }, Math.max(1, count)))
  const shares = scale === 'boxes' && counts.some((count) => count > 0) ? counts : counts.map(() => 1)
  const mean = sum(raw.map((weight, c) => weight * shares[c])) / sum(shares)
  return raw.map((weight) => weight / mean)
}

/** Boxes of the most frequent class over those of the rarest, from which on rare ones are drowned. */
export const DROWNED_RATIO = 10

/**
 * What `auto` stands for: the root of inverse counts where a class has more than DROWNED_RATIO times the boxes of another.
 * Classes without boxes have no say.
 */
export function automaticWeights(
  boxCounts: readonly number[],
): Pick<LossConfig['classWeights'], 'scale'> & { kind: 'sqrtInverse' | 'none' } {
  const present = boxCounts.filter((count) => count > 0)
  const isUneven = Math.max(...present) > DROWNED_RATIO * Math.min(...present)
  return isUneven ? { kind: 'sqrtInverse', scale: 'boxes' } : { kind: 'none', scale: 'classes' }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
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
