import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TrainConfig, type TrainConfigInput } from '../../../shared/training/config/index'
import { networkLayers } from '../../detector/network/architecture'
import { sampleBoxes } from './boxSample'
import { coverageReport } from './coverageReport'
import { planRun } from './planRun'
import type { PlanImage } from './types'

const side = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 9000 }))
const coordinate = fc.double({ min: -50, max: 9000, noNaN: true })

const image: fc.Arbitrary<PlanImage> = fc.record({
  width: side,
  height: side,
  split: fc.constantFrom('train' as const, 'val' as const, 'test' as const),
  boxes: fc.array(
    fc.record({
      x1: coordinate,
      y1: coordinate,
      x2: coordinate,
      y2: coordinate,
      classIndex: fc.integer({ min: 0, max: 2 }),
      ignore: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  marks: fc.array(
    fc.record({
      kind: fc.constantFrom('hard-negative' as const, 'ignore' as const),
      x1: coordinate,
      y1: coordinate,
      x2: coordinate,
      y2: coordinate,
    }),
    { maxLength: 1 },
  ),
})

const settings: fc.Arbitrary<TrainConfigInput> = fc.record({
  preset: fc.constantFrom('quick' as const, 'balanced' as const, 'thorough' as const),
  input: fc.record({
    size: fc.constantFrom('auto' as const, 64, 320, 1280),
    shape: fc.constantFrom('square' as const, 'picture' as const),
    tiles: fc.record({ kind: fc.constantFrom('auto' as const, 'on' as const, 'off' as const) }),
  }),
  network: fc.record({ stride4: fc.constantFrom('auto' as const, 'on' as const, 'off' as const) }),
  anchors: fc.record({ kind: fc.constantFrom('retina' as const, 'ssd' as const, 'kmeans' as const) }),
  sampling: fc.record({ kind: fc.constantFrom('uniform' as const, 'repeatFactor' as const) }),
})

it('plans any pictures under any settings: whole numbers, no auto left, the same each time', () => {
  fc.assert(
    fc.property(fc.array(image, { maxLength: 5 }), settings, (images, input) => {
      const config = TrainConfig.parse(input)
      const plan = planRun(images, 3, config)
      // The settings that it answers with are settings.
      expect(TrainConfig.parse(plan.config)).toEqual(plan.config)
      const { size, tiles } = plan.config.input
      const { epochs, batchSize, warmupSteps } = plan.config.schedule
      const chosen = [size, tiles.kind, tiles.scale, plan.config.network.stride4, plan.config.anchors.scale]
      expect([...chosen, epochs, batchSize, warmupSteps]).not.toContain('auto')
      expect(plan.totalSteps).toBe(plan.epochs * plan.stepsPerEpoch)
      expect(plan.totalSteps).toBeGreaterThan(0)
      expect(Number.isFinite(plan.estimatedSeconds)).toBe(true)
      expect(networkLayers(plan.architecture).layers.length).toBeGreaterThan(0)
      const report = coverageReport(
        sampleBoxes(images.filter(({ split }) => split === 'train')),
        plan.view,
        plan.anchors,
        plan.config,
      )
      expect(report.share).toBeGreaterThanOrEqual(0)
      expect(planRun(images, 3, config).choices).toEqual(plan.choices)
    }),
    { seed: 4, numRuns: 40 },
  )
}, 60_000)
