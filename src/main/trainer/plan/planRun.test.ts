import { describe, expect, it } from 'vitest'
import { TrainConfig, type TrainConfigInput } from '../../../shared/training/config/index'
import { planRun } from './planRun'
import type { PlanImage } from './types'

/** Pictures of one size with square boxes of one side, px. */
function pictures(count: number, width: number, height: number, side: number): PlanImage[] {
  return Array.from({ length: count }, (_, i) => ({
    width,
    height,
    split: i % 5 === 4 ? 'val' : 'train',
    boxes: [0, 1, 2].map((k) => ({
      x1: k * side,
      y1: 0,
      x2: (k + 1) * side,
      y2: side,
      classIndex: 0,
      ignore: false,
    })),
    marks: [],
  }))
}

const plan = (images: PlanImage[], config: TrainConfigInput = {}) =>
  planRun(images, 3, TrainConfig.parse(config))

describe('the input', () => {
  it('keeps the shape of the pictures and about the same number of pixels', () => {
    const sizes = [
      [640, 480],
      [480, 640],
      [500, 500],
      [1920, 1080],
    ].map(([width, height]) => plan(pictures(10, width as number, height as number, 100)).architecture.input)
    expect(sizes).toEqual([
      { width: 384, height: 288 },
      { width: 288, height: 384 },
      { width: 320, height: 320 },
      { width: 512, height: 288 },
    ])
  })

  it('grows until small objects can be seen, as far as the preset goes', () => {
    const long = (side: number, preset: 'quick' | 'thorough') =>
      Math.max(...Object.values(plan(pictures(10, 1000, 1000, side), { preset }).architecture.input))
    expect([200, 50, 30, 5].map((side) => long(side, 'quick'))).toEqual([320, 576, 640, 640])
    expect(long(5, 'thorough')).toBe(768)
  })

  it('is what the settings say, where they say it', () => {
    const { architecture } = plan(pictures(10, 640, 480, 20), { input: { size: 256, shape: 'square' } })
    expect(architecture.input).toEqual({ width: 256, height: 256 })
  })

  it('holds a panorama and pictures without boxes', () => {
    expect(plan(pictures(5, 8000, 200, 60)).architecture.input).toEqual({ width: 800, height: 416 })
    const empty = pictures(5, 640, 480, 20).map((image) => ({ ...image, boxes: [] }))
    expect(plan(empty).architecture.input).toEqual({ width: 384, height: 288 })
  })
})

describe('anchors and levels', () => {
  it('follow the sizes of the boxes', () => {
    // 24 px at the input: exactly an anchor of three times the finest stride.
    expect(plan(pictures(10, 320, 320, 24), { input: { size: 320 } }).config.anchors.scale).toBe(3)
    // 16 px about the centre of a cell: twice the stride.
    const small = pictures(10, 320, 320, 16).map((image) => ({
      ...image,
      boxes: [{ x1: 4, y1: 12, x2: 20, y2: 28, classIndex: 0, ignore: false }],
    }))
    expect(plan(small, { input: { size: 320 } }).config.anchors.scale).toBe(2)
  })

  it('get one more level only for objects beyond the largest anchor', () => {
    const strides = (side: number) =>
      plan(pictures(10, 1600, 1600, side), { input: { size: 640 } }).architecture.levels.map(
        ({ stride }) => stride,
      )
    expect(strides(500)).toEqual([16, 32, 64])
    expect(strides(1300)).toEqual([16, 32, 64, 128])
  })
})

describe('the length', () => {
  it('grows with the preset and stays within its time', () => {
    const estimates = (['quick', 'balanced', 'thorough'] as const).map((preset) => {
      const { totalSteps, estimatedSeconds, budgetSeconds } = plan(pictures(250, 640, 480, 100), { preset })
      expect(estimatedSeconds).toBeLessThan(budgetSeconds ?? 0)
      return totalSteps
    })
    expect(estimates).toEqual([...estimates].sort((a, b) => a - b))
    expect(new Set(estimates).size).toBe(3)
  })

  it('is what the settings say, however long it takes', () => {
    const { totalSteps, stepsPerEpoch, budgetSeconds } = plan(pictures(100, 640, 480, 100), {
      schedule: { epochs: 70 },
    })
    expect([totalSteps, stepsPerEpoch, budgetSeconds]).toEqual([700, 10, null])
  })

  it('shows pictures with a hard negative twice', () => {
    const images = pictures(100, 640, 480, 100)
    const marked = images.map((image) => ({
      ...image,
      marks: [{ kind: 'hard-negative' as const, x1: 0, y1: 0, x2: 100, y2: 100 }],
    }))
    expect(plan(images, { schedule: { epochs: 1 } }).totalSteps).toBe(10)
    expect(plan(marked, { schedule: { epochs: 1 } }).totalSteps).toBe(20)
  })

  it('has at least one step', () => {
    expect(plan(pictures(1, 640, 480, 100)).totalSteps).toBeGreaterThan(0)
  })
})

it('resolves every automatic setting, says so in sentences, and is the same each time', () => {
  const images = pictures(60, 1000, 700, 25)
  const first = plan(images)
  const { input, anchors, schedule } = first.config
  expect([input.size, anchors.scale, schedule.epochs]).not.toContain('auto')
  expect(first.choices.length).toBeGreaterThanOrEqual(3)
  expect(first.choices.every(({ text }) => /^[A-Z0-9].*\.$/.test(text))).toBe(true)
  expect(plan(images)).toEqual(first)
})
