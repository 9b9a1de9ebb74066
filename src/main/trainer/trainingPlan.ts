import { countText } from '../../shared/text/count'
import { aboutDurationText } from '../../shared/text/duration'
import type { TrainConfig } from '../../shared/training/config/index'
import type { TrainingPlan, TrainingProblem } from '../../shared/training/run'
import type { TrainingData } from '../project/trainJob'
import { plannedClasses } from './plan/classes'
import { planRun } from './plan/planRun'
import { countOutOfRange } from './plan/sizeRange'

/** Fewer than this and figures say little. */
const FEW_IMAGES = 20

/** What pressing Train with this config would do, in words and figures. */
export function describePlan(data: TrainingData, config: TrainConfig): TrainingPlan {
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
  return {
    ...counts,
    sentence: sentenceOf(data, counts.numTrain, counts.numVal, plan.estimatedSeconds),
    numClasses: data.classes.length,
    numHardNegatives: data.numHardNegatives,
    epochs: plan.epochs,
    steps: plan.totalSteps,
    inputWidth: plan.architecture.input.width,
    inputHeight: plan.architecture.input.height,
    estimatedSeconds: plan.estimatedSeconds,
    config: plan.config,
    choices: plan.choices,
    problems: [...data.problems, ...fewImages(counts.numTrain)],
    coverage: null,
    classes: plannedClasses(data, plan.config),
    numOutOfRange: countOutOfRange(data.images, plan.view, config),
  }
}

function sentenceOf(data: TrainingData, numTrain: number, numVal: number, seconds: number): string {
  const marks = data.numHardNegatives > 0 ? `, ${countText(data.numHardNegatives, 'hard negative')}` : ''
  return (
    `${countText(numTrain, 'picture')} to learn from and ${numVal} to check on, ` +
    `${countText(data.classes.length, 'class', 'classes')}${marks}; ${aboutDurationText(seconds)} on this computer.`
  )
}

function fewImages(numTrain: number): TrainingProblem[] {
  if (numTrain >= FEW_IMAGES) return []
  return [
    {
      severity: 'warns',
      code: 'too-few-images',
      message: `${countText(numTrain, 'picture')} to learn from ${numTrain === 1 ? 'is' : 'are'} few; the figures will jump about.`,
      hint: 'Label some more when you can.',
      mend: null,
    },
  ]
}
