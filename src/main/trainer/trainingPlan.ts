import { countText } from '../../shared/text/count'
import { aboutDurationText } from '../../shared/text/duration'
import type { TrainConfig } from '../../shared/training/config/index'
import type { RunRecord, TrainingPlan, TrainingProblem } from '../../shared/training/run'
import type { SplitTwin } from '../project/leak'
import type { TrainingData } from '../project/trainJob'
import { examineData } from './doctor/before/index'
import { sampleBoxes } from './plan/boxSample'
import { plannedClasses } from './plan/classes'
import { coverageReport } from './plan/coverageReport'
import { planRun } from './plan/planRun'
import { countOutOfRange } from './plan/sizeRange'
import { slownessHere } from './plan/speedHere'
import type { RunPlan } from './plan/types'

/**
 * What pressing Train with this config would do, in words and figures. `runs`: those of this project, which tell how fast
 * this computer is. `start`: what stands in the way of going on from another run.
 */
export function describePlan(
  data: TrainingData,
  config: TrainConfig,
  {
    twins = [],
    runs = [],
    start = [],
  }: { twins?: readonly SplitTwin[]; runs?: readonly RunRecord[]; start?: readonly TrainingProblem[] } = {},
): TrainingPlan {
  const count = (split: string) => data.images.filter((image) => image.split === split).length
  const counts = { numTrain: count('train'), numVal: count('val'), numTest: count('test') }
  const isBlocked = data.problems.some(({ severity }) => severity === 'blocks')
  if (isBlocked) {
    return {
      ...counts,
      sentence: 'There is nothing to train on yet.',
      numClasses: data.classes.length,
      numHardNegatives: data.numHardNegatives,
      epochs: 0,
      steps: 0,
      inputWidth: 0,
      inputHeight: 0,
      estimatedSeconds: 0,
      config,
      choices: [],
      problems: data.problems,
      coverage: null,
      classes: plannedClasses(data, config),
      numOutOfRange: 0,
    }
  }
  const plan = planRun(data.images, data.classes.length, config)
  const estimatedSeconds = Math.min(
    plan.budgetSeconds ?? Number.POSITIVE_INFINITY,
    plan.estimatedSeconds * slownessHere(runs, data),
  )
  const sample = sampleBoxes(data.images.filter(({ split }) => split === 'train'))
  const coverage = coverageReport(sample, plan.view, plan.anchors, plan.config)
  const perClass = plannedClasses(data, plan.config)
  const numOutOfRange = countOutOfRange(data.images, plan.view, config)
  const found = examineData({ ...data, config, plan, sample, coverage, perClass, numOutOfRange, twins })
  return {
    ...counts,
    sentence: sentenceOf(data, counts.numTrain, counts.numVal, { ...plan, estimatedSeconds }),
    numClasses: data.classes.length,
    numHardNegatives: data.numHardNegatives,
    epochs: plan.epochs,
    steps: plan.totalSteps,
    inputWidth: plan.architecture.input.width,
    inputHeight: plan.architecture.input.height,
    estimatedSeconds,
    config: plan.config,
    choices: plan.choices,
    problems: [...data.problems, ...start, ...found],
    coverage,
    classes: perClass,
    numOutOfRange,
  }
}

function sentenceOf(data: TrainingData, numTrain: number, numVal: number, plan: RunPlan): string {
  const marks = data.numHardNegatives > 0 ? `, ${countText(data.numHardNegatives, 'hard negative')}` : ''
  const tiles = plan.view.tileScale === null ? '' : ', cut into tiles'
  return (
    `${countText(numTrain, 'picture')} to learn from and ${numVal} to check on, ` +
    `${countText(data.classes.length, 'class', 'classes')}${marks}${tiles}; ${aboutDurationText(plan.estimatedSeconds)} on this computer.`
  )
}
