import type { TrainingProblem } from '../../../shared/training/problem'
import type { TrainingDoctor } from '../doctor/trainingDoctor'
import type { Hooks } from './hooks'

type Reports = Pick<Hooks, 'onStep' | 'onEpoch'>

/** Hooks that show every report to the doctor, once it was passed on, and tell what the doctor finds. */
export function examinedHooks(
  hooks: Reports,
  doctor: TrainingDoctor,
  tell: (problem: TrainingProblem) => void,
): Reports {
  return {
    onStep(report) {
      hooks.onStep(report)
      doctor.onStep(report).forEach(tell)
    },
    async onEpoch(report) {
      await hooks.onEpoch(report)
      doctor.onEpoch(report).forEach(tell)
    },
  }
}
