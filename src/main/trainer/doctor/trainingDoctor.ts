import type { EpochReport, StepReport } from '../../../shared/training/metrics'
import type { TrainingProblem } from '../../../shared/training/problem'
import { numAnchors } from '../../detector/network/architecture'
import { sampleBoxes } from '../plan/boxSample'
import { lowSide } from '../plan/input'
import type { PlanImage, RunPlan } from '../plan/types'
import { runChecks } from './during/index'
import type { RunCheck, RunFacts } from './during/types'

/** Follows one run by its reports. */
export interface TrainingDoctor {
  onStep(report: StepReport): TrainingProblem[]
  onEpoch(report: EpochReport): TrainingProblem[]
}

/**
 * A doctor for one run: tells each problem once, when it first shows. It looks at nothing but the facts and the reports,
 * so the same run gives the same findings.
 */
export function createTrainingDoctor(facts: RunFacts): TrainingDoctor {
  const checks = runChecks.map((start) => start(facts))
  const told = new Set<string>()
  const examine = (ask: (check: RunCheck) => TrainingProblem | null | undefined) =>
    checks.flatMap((check) => {
      const problem = ask(check)
      if (problem === null || problem === undefined || told.has(problem.code)) return []
      told.add(problem.code)
      return [problem]
    })
  return {
    onStep: (report) => examine((check) => check.onStep?.(report)),
    onEpoch: (report) => examine((check) => check.onEpoch?.(report)),
  }
}

/** What the doctor of a run needs to know of its plan and pictures. */
export function runFacts(plan: RunPlan, images: readonly PlanImage[], isResumed: boolean): RunFacts {
  const train = images.filter(({ split }) => split === 'train')
  return {
    config: plan.config,
    view: plan.view,
    numClasses: plan.architecture.numClasses,
    numAnchors: numAnchors(plan.architecture),
    lowSidePx: lowSide(sampleBoxes(train), plan.view),
    hasWeightedNegatives: train.some(({ marks }) =>
      marks.some(
        ({ kind, weight }) =>
          kind === 'hard-negative' && (weight ?? plan.config.loss.hardNegativeWeight) !== 1,
      ),
    ),
    totalSteps: plan.totalSteps,
    epochs: plan.epochs,
    isResumed,
  }
}
