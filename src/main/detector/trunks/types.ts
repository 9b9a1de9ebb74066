import type { NetworkOps } from '../network/ops'

/** A feature extractor. To add one: a file beside this, a line in the registry, a test. */
export interface Trunk {
  readonly name: string
  /** Shown where a person chooses. */
  readonly title: string
  /** Channels of the maps at strides 4, 8, 16 and 32. */
  readonly channels: readonly [number, number, number, number]
  /** Channels of the neck and heads that go with it. */
  readonly neckChannels: number
  /** File under resources/models with its trained weights, or null: it starts from noise. */
  readonly weightsFile: string | null
  /** Parameters (by prefix) that rest under freeze `stem`: early, general features. */
  readonly stemPrefixes: readonly string[]
  /** All parameters of the trunk itself, by prefix: they rest under freeze `trunk`. */
  readonly trunkPrefixes: readonly string[]
  /** Per channel, RGB in 0..255: the network sees (value - mean) / std. */
  readonly preprocessing: {
    readonly mean: readonly [number, number, number]
    readonly std: readonly [number, number, number]
  }
  /** picture [B, H, W, 3], normalised RGB -> maps at strides 4, 8, 16, 32. */
  build<T>(ops: NetworkOps<T>, picture: T): [T, T, T, T]
}
