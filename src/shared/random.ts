import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/** A seeded generator (xoroshiro128+); its state can be saved and restored exactly. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number
  /** Uniform integer in [0, bound). */
  int(bound: number): number
  /** True with probability p. */
  chance(p: number): boolean
  /** Standard normal (Box-Muller). */
  normal(): number
  /** Fisher-Yates, in place; returns its argument. */
  shuffle<T>(items: T[]): T[]
  getState(): readonly number[]
}

/** Makes a generator from one or more integers: the same numbers give the same sequence everywhere. */
export function createRandom(...seed: number[]): Random {
  return wrap(xoroshiro128plus(mix(seed)))
}

/** Continues a generator from `getState()`. */
export function restoreRandom(state: readonly number[]): Random {
  return wrap(xoroshiro128plusFromState(state))
}

/** Folds integers into one 32-bit seed (murmur3's finaliser, so that neighbouring seeds differ everywhere). */
function mix(numbers: readonly number[]): number {
  let hash = 0x9e3779b9 | 0
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number | 0), 0x85ebca6b)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash
}

function wrap(generator: ReturnType<typeof xoroshiro128plus>): Random {
  const next = () => (generator.next() >>> 0) / 0x1_0000_0000
  const int = (bound: number) => Math.floor(next() * bound)
  return {
    next,
    int,
    uniform: (low, high) => low + (high - low) * next(),
    chance: (p) => next() < p,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = int(i + 1)
        ;[items[i], items[j]] = [items[j] as never, items[i] as never]
      }
      return items
    },
    getState: () => generator.getState(),
  }
}
