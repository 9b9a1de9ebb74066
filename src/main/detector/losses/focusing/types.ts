import type { LossConfig, LossMemory } from '../types'

/** Alpha and gamma of the focal loss in a step. */
export interface Focus {
  /** null: objects and background weigh 1. */
  alpha: number | null
  gamma: number
}

/** Slopes of a loss by both. */
export type FocusSlopes = Record<keyof Focus, number>

/** How alpha and gamma move during a run. */
export interface Focusing {
  name: LossConfig['focusing']['kind']
  /** progress: share of the run that is done. */
  focus(config: LossConfig, memory: LossMemory, progress: number): Focus
  /** What it learns from; null: nothing. */
  signal(config: LossConfig): LossConfig['focusing']['signal'] | null
  /** Follows the slopes that its signal has found. */
  learn(slopes: FocusSlopes, config: LossConfig, memory: LossMemory): LossMemory
}
