import { convolutionLayer, type NetworkOps } from '../network/ops'
import type { PyramidWish, TrunkMaps } from './types'

/** 1x1 convolutions, linear, that bring the trunk's maps of the given levels (2 to 5) to one width. */
export function laterals<T>(
  ops: NetworkOps<T>,
  { maps, channels }: TrunkMaps<T>,
  levels: readonly number[],
  width: number,
): T[] {
  return levels.map((level) =>
    ops.convolution(
      maps[level - 2] as T,
      convolutionLayer(`lateral${level}`, 1, channels[level - 2] as number, width, { activation: 'linear' }),
    ),
  )
}

/** Levels of the trunk that a pyramid needs, finest first: one without a use would carry weights that never learn. */
export function trunkLevels({ lowest }: PyramidWish): number[] {
  return [2, 3, 4, 5].filter((level) => level >= Math.min(lowest, 5))
}

/** Adds level 6 (and 7) by stride-2 convolutions, each over the level before. */
export function addExtraLevels<T>(
  ops: NetworkOps<T>,
  pyramid: Map<number, T>,
  { width, highest }: PyramidWish,
): void {
  for (let level = 6; level <= highest; level++) {
    const below = pyramid.get(level - 1) as T
    pyramid.set(
      level,
      ops.convolution(below, convolutionLayer(`extra${level}`, 3, width, width, { stride: 2 })),
    )
  }
}
