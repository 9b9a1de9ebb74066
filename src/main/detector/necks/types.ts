import type { NeckName } from '../../../shared/training/config/network'
import type { NetworkOps } from '../network/ops'

/** What a trunk gives a neck: maps at strides 4, 8, 16 and 32 (levels 2 to 5) and the channels of each. */
export interface TrunkMaps<T> {
  readonly maps: readonly [T, T, T, T]
  readonly channels: readonly [number, number, number, number]
}

/** Levels that a pyramid shall have; level l has stride 2^l. */
export interface PyramidWish {
  /** Channels of every level. */
  width: number
  /** 2 or higher. */
  lowest: number
  /** 7 or lower. */
  highest: number
}

/**
 * What turns the maps of a trunk into the levels that the heads look at. To add one: a file beside this, a line in the
 * registry, a test. Levels below the lowest are built only where others need them, so that no network carries weights for nothing.
 */
export interface Neck {
  readonly name: NeckName
  /** Shown where a person chooses. */
  readonly title: string
  /** Maps [B, H / 2^l, W / 2^l, width] by level, at least from the lowest wished for to the highest. */
  build<T>(ops: NetworkOps<T>, trunk: TrunkMaps<T>, wish: PyramidWish): Map<number, T>
}
