import { expect, it } from 'vitest'
import type { RunId } from '../../../shared/ids'
import { TrainConfig } from '../../../shared/training/config/index'
import { highestRate, learningRateAt } from './schedule'

const schedule = {
  learningRate: 0.1,
  warmupSteps: 4,
  totalSteps: 24,
  decay: 'cosine' as const,
  finalFactor: 0.2,
}

it('rises in a line, then falls along half a cosine', () => {
  expect([0, 1, 2, 3].map((step) => Number(learningRateAt(step, schedule).toFixed(9)))).toEqual([
    0.02, 0.04, 0.06, 0.08,
  ])
  expect(learningRateAt(4, schedule)).toBeCloseTo(0.1, 12)
  // Half way: the mean of the highest and the last rate.
  expect(learningRateAt(14, schedule)).toBeCloseTo(0.06, 12)
  expect(learningRateAt(24, schedule)).toBeCloseTo(0.02, 12)
  expect(learningRateAt(1000, schedule)).toBeCloseTo(0.02, 12)
})

it('never warms up for more than a fifth of a run', () => {
  expect(learningRateAt(2, { ...schedule, warmupSteps: 50, totalSteps: 10 })).toBeCloseTo(0.1, 12)
  expect(learningRateAt(0, { ...schedule, totalSteps: 1 })).toBeCloseTo(0.1, 12)
})

it('stays at its highest where it does not decay', () => {
  const constant = { ...schedule, decay: 'constant' as const }
  expect(learningRateAt(0, constant)).toBeCloseTo(0.02, 12)
  expect([4, 14, 23].map((step) => learningRateAt(step, constant))).toEqual([0.1, 0.1, 0.1])
})

it('is at most a share of its highest where a run goes on from another', () => {
  const optimizer = { learningRate: 0.003, onwardFactor: 0.25 }
  expect(highestRate(TrainConfig.parse({ optimizer }))).toBe(0.003)
  expect(highestRate(TrainConfig.parse({ optimizer, startFrom: 'run-0001' as RunId }))).toBeCloseTo(
    0.00075,
    12,
  )
})
