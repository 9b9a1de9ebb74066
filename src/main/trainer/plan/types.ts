import type { Split } from '../../../shared/annotation/schema'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { PlanChoice } from '../../../shared/training/run'
import type { AnchorSet } from '../../detector/anchors/types'
import type { Freeze } from '../../detector/model'
import type { Architecture } from '../../detector/network/architecture'

/** A labelled box as planning sees it, px of the picture. */
export interface PlanBox {
  x1: number
  y1: number
  x2: number
  y2: number
  classIndex: number
  ignore: boolean
}

/** A marked region, px of the picture. */
export interface PlanMark {
  x1: number
  y1: number
  x2: number
  y2: number
  kind: 'hard-negative' | 'ignore'
  /** Loss weight of a hard negative; absent: that of the settings. */
  weight?: number | undefined
}

/** What planning looks at: sizes and boxes, no pixels. */
export interface PlanImage {
  width: number
  height: number
  split: Split
  boxes: readonly PlanBox[]
  marks: readonly PlanMark[]
}

/** Settings with every `auto` that a plan resolves resolved. */
export type PlannedConfig = TrainConfig & {
  network: { stride4: 'on' | 'off'; stride8: 'on' | 'off' }
  input: { size: number; tiles: { kind: 'on' | 'off'; scale: number } }
  anchors: { scale: number }
  loss: { classWeights: { kind: Exclude<TrainConfig['loss']['classWeights']['kind'], 'auto'> } }
  schedule: { epochs: number; batchSize: number; warmupSteps: number; freeze: Freeze }
}

/** How pictures become inputs of the network. */
export interface PlannedView {
  /** Input of the network, px. */
  width: number
  height: number
  /** Picture px per input px of the tiles; null: the whole picture is resized to the input. */
  tileScale: number | null
}

/** A config with every `auto` resolved, the network that follows from it, and how long it may take. */
export interface RunPlan {
  config: PlannedConfig
  view: PlannedView
  architecture: Architecture
  anchors: AnchorSet
  stepsPerEpoch: number
  totalSteps: number
  epochs: number
  /** Seconds that training aims to stay within, null where the person fixed the epochs. */
  budgetSeconds: number | null
  estimatedSeconds: number
  /** The automatic choices, a sentence each, and the setting that changes each. */
  choices: PlanChoice[]
}

/** Takes down an automatic choice: what was chosen in a sentence, and the path of the setting that changes it. */
export type Say = (text: string, path: string) => void
