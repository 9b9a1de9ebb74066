import type { EpochReport, StepReport } from '../../../shared/training/metrics'
import type { TrainingProblem } from '../../../shared/training/problem'
import type { Hooks } from './hooks'

/** What looks at a run while it goes on: pure functions of its reports. */
export interface Examiner {
  onStep(report: StepReport): TrainingProblem[]
  onEpoch(report: EpochReport): TrainingProblem[]
}

type Reports = Pick<Hooks, 'onStep' | 'onEpoch'>

/** Hooks that let an examiner see every report first passed on; what it finds is told once, and again when it changes. */
export function examinedHooks(
  hooks: Reports,
  examiner: Examiner,
  tell: (problem: TrainingProblem) => void,
): Reports {
  const told = new Map<string, string>()
  const tellNew = (problems: readonly TrainingProblem[]) => {
    for (const problem of problems) {
      const text = JSON.stringify(problem)
      if (told.get(problem.code) === text) continue
      told.set(problem.code, text)
      tell(problem)
    }
  }
  return {
    onStep(report) {
      hooks.onStep(report)
      tellNew(examiner.onStep(report))
    },
    async onEpoch(report) {
      await hooks.onEpoch(report)
      tellNew(examiner.onEpoch(report))
    },
  }
}
