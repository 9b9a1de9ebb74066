import { sigmoidAt } from '../logistic'
import type { LossConfig, LossMemory } from '../types'
import type { Focusing } from './types'

/** Keep the starting values off the ends of the sigmoids, where nothing moves. */
const EDGE = 1e-3

/**
 * Alpha and gamma that learn: gamma = gammaMax sigmoid(a), alpha = sigmoid(b); both go down their slopes at `rate`.
 * Plain descent on the training loss is degenerate: dFL/dgamma = alpha_t u^gamma ln(u) ce <= 0 everywhere, u = 1 - p_t,
 * so gamma would grow until nothing is left of the loss. Hence
 *   signal train: the training loss plus `regularization` ((gamma - gamma0)^2 + (logit alpha - logit alpha0)^2), gamma0
 *     and alpha0 those of `focal`: it settles where gamma - gamma0 = |dL/dgamma| / (2 regularization);
 *   signal val: slopes of the loss on held-out pictures, which has neither alpha nor gamma in it, without a pull back.
 * An alpha of null stays so. Memory: `a` [1], `b` [1].
 */
export const learnable: Focusing = {
  name: 'learnable',
  focus(config, memory) {
    const { a, b } = rawOf(config, memory)
    return {
      alpha: config.focal.alpha === null ? null : sigmoidAt(b),
      gamma: config.focusing.gammaMax * sigmoidAt(a),
    }
  },
  signal: ({ focusing }) => focusing.signal,
  learn(slopes, config, memory) {
    const { rate, gammaMax, regularization, signal } = config.focusing
    const raw = rawOf(config, memory)
    const { alpha, gamma } = learnable.focus(config, memory, 0)
    const pull = signal === 'train' ? 2 * regularization : 0
    const start = startOf(config)
    const rise = gamma * (1 - gamma / gammaMax) // d gamma / da
    const gammaSlope = slopes.gamma + pull * (gamma - gammaMax * sigmoidAt(start.a))
    const a = raw.a - moveBy(rate, gammaSlope * rise, pull * rise * rise)
    if (alpha === null) return { a: [a], b: [raw.b] }
    const b = raw.b - moveBy(rate, slopes.alpha * alpha * (1 - alpha) + pull * (raw.b - start.b), pull)
    return { a: [a], b: [b] }
  },
}

/** Longest way of `a` and `b` in one step. */
const LONGEST = 0.5

/** A step down a slope, shortened by the pull's own curvature: no rate and no regularization makes it swing. */
function moveBy(rate: number, slope: number, curvature: number): number {
  const move = (rate * slope) / (1 + rate * curvature)
  return Math.min(Math.max(move, -LONGEST), LONGEST)
}

/** What gamma and alpha are the sigmoids of. */
function rawOf(config: LossConfig, memory: LossMemory): { a: number; b: number } {
  const start = startOf(config)
  return { a: memory.a?.[0] ?? start.a, b: memory.b?.[0] ?? start.b }
}

function startOf({ focal, focusing }: LossConfig): { a: number; b: number } {
  return { a: logit(focal.gamma / focusing.gammaMax), b: logit(focal.alpha ?? 0.5) }
}

function logit(share: number): number {
  const p = Math.min(Math.max(share, EDGE), 1 - EDGE)
  return Math.log(p / (1 - p))
}
