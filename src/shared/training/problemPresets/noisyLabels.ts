import type { ProblemPreset } from './types'

export const noisyLabels: ProblemPreset = {
  id: 'noisyLabels',
  title: 'Noisy labels',
  words: 'Some boxes are wrong, missing or loosely drawn.',
  changes: [
    {
      path: 'loss.hardSamples.kind',
      value: 'forgive',
      reason: 'What stays hopeless may be wrong: it weighs less.',
    },
    { path: 'loss.focal.gamma', value: 0.5, reason: 'Strong focus would listen to the wrong labels most.' },
    { path: 'loss.lambdaBox', value: 1.5, reason: 'Loose boxes should not set the tone.' },
    {
      path: 'schedule.earlyStop.patience',
      value: 10,
      reason: 'It stops before wrong labels are learnt by heart.',
    },
    {
      path: 'optimizer.emaDecay',
      value: 0.995,
      reason: 'A longer average evens out what single labels pull.',
    },
  ],
}
