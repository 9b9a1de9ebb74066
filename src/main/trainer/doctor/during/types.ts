import type { EpochReport, StepReport } from '../../../../shared/training/metrics'
import type { TrainingProblem } from '../../../../shared/training/problem'
import type { PlannedConfig, PlannedView } from '../../plan/types'

/** What is known of a run when it begins. */
export interface RunFacts {
  config: PlannedConfig
  view: PlannedView
  numClasses: number
  /** Anchors of one picture. */
  numAnchors: number
  /** Side that a quarter of the boxes stay under, px of the input; endless where there are none. */
  lowSidePx: number
  /** Some place to learn from is marked as wrong and weighs more than others. */
  hasWeightedNegatives: boolean
  totalSteps: number
  epochs: number
  /** It goes on from a checkpoint: its first report is not that of an untrained network. */
  isResumed: boolean
}

/** Follows the reports of one run with what it remembers of them; null: all is well. */
export interface RunCheck {
  onStep?(report: StepReport): TrainingProblem | null
  onEpoch?(report: EpochReport): TrainingProblem | null
}

/** One thing that can go wrong in a run. */
export type StartRunCheck = (facts: RunFacts) => RunCheck
