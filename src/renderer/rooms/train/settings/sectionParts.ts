import type { ComponentType } from 'react'
import type { TrainConfig } from '../../../../shared/training/config/index'
import type { TrainingPlan } from '../../../../shared/training/run'
import { ClassWeightsTable } from './ClassWeightsTable'
import { CoveragePart } from './CoveragePart'
import { LastRun } from './LastRun'
import { BoxLossPart, ClassLossPart } from './LossFigures'
import { OutOfRange } from './OutOfRange'
import { ProblemPicker } from './ProblemPicker'

export interface PartProps {
  config: TrainConfig
  /** What pressing Train would do, null while that is not known. */
  plan: TrainingPlan | null
}

/** Figures and tables of a section, besides its knobs. */
export interface SectionParts {
  before?: ComponentType<PartProps>
  /** Under the knob of a setting. */
  after?: Readonly<Record<string, ComponentType<PartProps>>>
  end?: ComponentType<PartProps>
  /** Settings that a part has a control for: they get no knob. */
  replaced?: readonly string[]
}

/** By section. */
export const sectionParts: Readonly<Record<string, SectionParts>> = {
  classification: {
    before: ProblemPicker,
    after: { 'loss.classification': ClassLossPart },
    end: LastRun,
  },
  box: { after: { 'loss.box': BoxLossPart } },
  classWeights: {
    after: { 'loss.classWeights.kind': ClassWeightsTable },
    replaced: ['loss.classWeights.manual'],
  },
  sampleWeights: { end: OutOfRange },
  anchors: { end: CoveragePart },
}
