import { expect, it } from 'vitest'
import type { RunId } from '../../../shared/ids'
import type { TrainingProblem } from '../../../shared/training/problem'
import { stepEvent } from '../testing/fakeTrainer'
import { trackProgress } from './runProgress'

const problem = (code: string, message: string): TrainingProblem => ({
  severity: 'warns',
  code,
  message,
  hint: '',
  mend: null,
})

it('counts pictures a second over the last steps', () => {
  const tracker = trackProgress('run-0001' as RunId, () => {})
  tracker.hear(stepEvent(1, 10, 100))
  tracker.hear(stepEvent(2, 10, 300))
  // Twice 8 pictures in 0.4 s; 8 steps are left at 0.2 s each.
  expect(tracker.current.imagesPerSecond).toBeCloseTo(40, 9)
  expect(tracker.current.secondsLeft).toBeCloseTo(1.6, 9)
})

it('shows what the doctor found last of each kind', () => {
  const tracker = trackProgress('run-0001' as RunId, () => {})
  for (const found of [
    problem('flat', 'first'),
    problem('no-positives', 'other'),
    problem('flat', 'second'),
  ]) {
    tracker.hear({ type: 'problem', problem: found })
  }
  expect(tracker.current.problems.map(({ message }) => message)).toEqual(['other', 'second'])
})
