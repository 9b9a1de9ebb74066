import { expect, it } from 'vitest'
import type { EpochReport, StepReport } from '../../../shared/training/metrics'
import type { TrainingProblem } from '../../../shared/training/problem'
import { examinedHooks } from './examinedHooks'

const problem = (message: string): TrainingProblem => ({
  severity: 'warns',
  code: 'flat',
  message,
  hint: 'Raise the rate.',
  mend: null,
})

it('passes reports on first and tells what the doctor finds in them', async () => {
  const log: string[] = []
  const hooks = examinedHooks(
    {
      onStep: ({ step }) => void log.push(`step ${step}`),
      onEpoch: async ({ epoch }) => void log.push(`epoch ${epoch}`),
    },
    {
      onStep: ({ step }) => (step === 2 ? [problem('in step 2')] : []),
      onEpoch: () => [problem('in an epoch')],
    },
    ({ message }) => void log.push(message),
  )
  for (const step of [1, 2, 3]) hooks.onStep({ step } as StepReport)
  await hooks.onEpoch({ epoch: 1 } as EpochReport)
  expect(log).toEqual(['step 1', 'step 2', 'in step 2', 'step 3', 'epoch 1', 'in an epoch'])
})
