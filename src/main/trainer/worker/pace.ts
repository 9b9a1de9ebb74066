import type { RunPlan } from '../plan/types'
import type { RunState } from './checkpoint'
import type { Hooks } from './hooks'

/** The first steps of a process are slow: TensorFlow prepares its kernels and pictures are decoded. */
const WARM_STEPS = 3
/** Steps after which the speed is known well enough to keep to a budget. */
const MEASURED_STEPS = 10
/** Share of the time that evaluation and saving take, before the first epoch has shown it. */
const USUAL_REST = 0.14
/** Shares of the steps left: a plan that runs over by less is left alone, and so is one with room for fewer more. */
const TOLERANCE = { over: 0.03, room: 0.15 }
const RECENT = 20

/** Keeps the time: how fast steps are, how long is left, and whether the plan fits its budget on this machine. */
export interface Pace {
  startStep(): void
  /** The pictures of the step are there; rendering them took `workMs`, some of it perhaps before the step began. */
  gotData(workMs?: number): void
  endStep(): void
  /**
   * Cuts the plan down to what fits the budget, where the machine is slower than planned for, and takes back what was cut
   * where it turns out to be quicker after all; before each step.
   */
  keepBudget(state: RunState, hooks: Pick<Hooks, 'onNote'>): void
  lastStepMs(): number
  /** Of the last step, waiting for its pictures and rendering them. */
  lastDataMs(): number
  /** Of the last steps, the mean of the middle half: some rest the trunk and are quicker. */
  usualStepMs(): number
  /** Seconds of training, those before a resume included. */
  seconds(): number
  isOver(): boolean
}

/**
 * plan: its steps, and the seconds that shape it (null: none); limitSeconds ends a run (null: nothing does). `now` in ms,
 * monotonic.
 */
export function createPace(
  state: RunState,
  { totalSteps: plannedSteps, budgetSeconds }: Pick<RunPlan, 'totalSteps' | 'budgetSeconds'>,
  limitSeconds: number | null,
  now: () => number = () => performance.now(),
): Pace {
  const begun = now()
  const earlier = state.seconds
  const recent: number[] = []
  let started = begun
  let last = 0
  let lastData = 0
  let steps = 0
  let stepping = 0
  const seconds = () => earlier + (now() - begun) / 1000
  const usualStepMs = () => {
    const sorted = [...recent].sort((a, b) => a - b)
    const outside = Math.floor(sorted.length / 4)
    const middle = sorted.slice(outside, sorted.length - outside)
    return middle.reduce((sum, ms) => sum + ms, 0) / Math.max(1, middle.length)
  }
  return {
    startStep() {
      started = now()
    },
    gotData(workMs = 0) {
      const waited = now() - started
      lastData = Math.max(waited, workMs)
      // What was done before the step began is part of it all the same.
      started -= lastData - waited
    },
    endStep() {
      last = now() - started
      steps++
      stepping += last / 1000
      if (steps <= WARM_STEPS) return
      recent.push(last)
      if (recent.length > RECENT) recent.shift()
    },
    keepBudget(current, hooks) {
      const isMeasured = steps === WARM_STEPS + MEASURED_STEPS
      const isEpochEnd = steps > WARM_STEPS + MEASURED_STEPS && current.step % current.stepsPerEpoch === 0
      if (budgetSeconds === null || !(isMeasured || isEpochEnd)) return
      const here = seconds() - earlier
      const rest = isEpochEnd ? Math.min(0.5, (here - stepping) / here) : USUAL_REST
      const affordable = ((budgetSeconds - seconds()) * (1 - rest) * 1000) / usualStepMs()
      const possible = Math.min(plannedSteps, current.step + Math.max(1, Math.floor(affordable)))
      const left = current.totalSteps - current.step
      const change = possible - current.totalSteps
      if (change >= -left * TOLERANCE.over && change <= left * TOLERANCE.room) return
      current.totalSteps = possible
      hooks.onNote(
        `This machine takes ${(usualStepMs() / 1000).toFixed(2)} s a step: ${possible} steps fit into ${Math.round(budgetSeconds)} s.`,
      )
    },
    lastStepMs: () => last,
    lastDataMs: () => lastData,
    usualStepMs,
    seconds,
    isOver: () => limitSeconds !== null && seconds() >= limitSeconds,
  }
}
