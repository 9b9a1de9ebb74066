import { expect, it } from 'vitest'
import { TrainConfig } from '../../../shared/training/config/index'
import type { RunRecord } from '../../../shared/training/run'
import { planRun } from './planRun'
import { slownessHere } from './speedHere'
import type { PlanImage } from './types'

const images: PlanImage[] = Array.from({ length: 40 }, () => ({
  width: 640,
  height: 480,
  split: 'train',
  boxes: [{ x1: 20, y1: 20, x2: 120, y2: 120, classIndex: 0, ignore: false }],
  marks: [],
}))
const data = { images, classes: ['cat'] }
const config = TrainConfig.parse({ schedule: { epochs: 20 } })
const { totalSteps, estimatedSeconds } = planRun(images, 1, config)

/** A run of so many steps that took so much longer than estimated. */
function run(
  slowness: number,
  changes: { steps?: number; startedAt?: number; stoppedBecause?: string } = {},
) {
  const { steps = totalSteps, startedAt = 1, stoppedBecause = 'finished' } = changes
  const seconds = (slowness * estimatedSeconds * steps) / totalSteps
  return { startedAt, config, summary: { steps, seconds, stoppedBecause } } as RunRecord
}

it('is how much longer the newest whole run took than planned', () => {
  expect(totalSteps).toBe(100)
  expect(slownessHere([], data)).toBe(1)
  expect(slownessHere([run(1.8)], data)).toBeCloseTo(1.8, 9)
  expect(slownessHere([run(3, { startedAt: 5 }), run(1.8)], data)).toBeCloseTo(3, 9)
  expect(slownessHere([run(2, { steps: 50 })], data)).toBeCloseTo(2, 9)
})

it('does not learn from runs that were cut off or very short, or from a stopped clock', () => {
  expect(slownessHere([run(9, { steps: 29 }), run(9, { stoppedBecause: 'stopped' })], data)).toBe(1)
  expect(slownessHere([{ ...run(1), summary: null }], data)).toBe(1)
  expect(slownessHere([run(1e6)], data)).toBe(20)
})
