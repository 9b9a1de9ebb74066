import type { TrainConfig } from '../../../../shared/training/config/index'
import type { AnchorCoverage, PlannedClass, TrainingProblem } from '../../../../shared/training/run'
import type { SplitTwin } from '../../../project/leak'
import type { BoxSample } from '../../plan/boxSample'
import type { PlanImage, RunPlan } from '../../plan/types'

/** A labelled picture as the doctor sees it. */
export interface PatientImage extends PlanImage {
  id: string
}

/** What is known before a run begins. */
export interface DataFacts {
  classes: readonly string[]
  images: readonly PatientImage[]
  /** As the person set it. */
  config: TrainConfig
  plan: RunPlan
  /** Boxes that are learnt from, or an even draw of them. */
  sample: BoxSample
  coverage: AnchorCoverage
  perClass: readonly PlannedClass[]
  numOutOfRange: number
  twins: readonly SplitTwin[]
}

/** One thing that can be wrong with data or settings; null: all is well. */
export type DataCheck = (facts: DataFacts) => TrainingProblem | null
