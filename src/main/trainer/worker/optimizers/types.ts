import type { TrainConfig } from '../../../../shared/training/config/index'
import type * as tf from '../../../detector/tf'
import type { DeviceVariable } from './variable'

export type OptimizerSettings = TrainConfig['optimizer']
export type OptimizerName = OptimizerSettings['kind']

/** How far and how one update goes; the same for many parameters. */
export interface Stride {
  rate: number
  weightDecay: number
  /** Of the parameter's own updates: 1 at the first. */
  count: number
}

/** Moves one parameter; `moments` in the order of the rule's, `gradient` clipped. */
export type Move = (value: DeviceVariable, moments: readonly DeviceVariable[], gradient: tf.Tensor) => void

/** How an optimiser moves parameters: variables change in place. */
export interface UpdateRule {
  name: OptimizerName
  /** Running numbers that it keeps beside each parameter, as checkpoints name them; they begin at zero. */
  moments: readonly string[]
  /** The numbers of one update, uploaded once for all parameters that share them. Called inside a tidy. */
  moveBy(stride: Stride, settings: OptimizerSettings): Move
}
