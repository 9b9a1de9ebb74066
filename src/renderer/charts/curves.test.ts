import { describe, expect, it } from 'vitest'
import type { RunMetrics } from '../../shared/training/run'
import { apCurves, gaugeCurves, gradeCounts, lossCurves } from './curves'

const step = (number: number, classification: number, box: number): RunMetrics['steps'][number] => ({
  step: number,
  steps: 4,
  epoch: 1,
  loss: { classification, box, quality: 0, center: 0, total: classification + 2 * box },
  gauges: {},
  positives: 10,
  learningRate: 0.001,
  gradientNorm: 1,
  stepMs: 400,
  dataMs: 0,
  images: 8,
})

const epoch = (number: number, AP50: number | null) =>
  ({ epoch: number, val: AP50 === null ? null : { AP50, AP: AP50 / 2 } }) as RunMetrics['epochs'][number]

describe('lossCurves', () => {
  it('averages neighbouring steps down to the points asked for', () => {
    const metrics: RunMetrics = {
      steps: [step(0, 1, 2), step(1, 3, 4), step(2, 5, 6), step(3, 7, 8)],
      epochs: [],
    }
    expect(lossCurves(metrics, null, 2)).toEqual({
      steps: [0, 2],
      classification: [2, 6],
      box: [3, 7],
      quality: [],
      center: [],
      previous: [null, null],
    })
  })

  it('puts an earlier, longer run on the same axis', () => {
    const now: RunMetrics = { steps: [step(0, 1, 1)], epochs: [] }
    const before: RunMetrics = { steps: [step(0, 2, 3), step(1, 4, 5)], epochs: [] }
    expect(lossCurves(now, before)).toEqual({
      steps: [0, 1],
      classification: [1, null],
      box: [1, null],
      quality: [],
      center: [],
      previous: [5, 9],
    })
  })
})

describe('parts and numbers that are not always there', () => {
  const parted = (number: number, quality: number): RunMetrics['steps'][number] => {
    const plain = step(number, 1, 1)
    return { ...plain, loss: { ...plain.loss, quality, total: 3 + quality } }
  }

  it('shows a quality loss where there is one, and counts it in the earlier run', () => {
    const metrics: RunMetrics = { steps: [parted(0, 0.5), parted(1, 0.25)], epochs: [] }
    const curves = lossCurves(metrics, metrics)
    expect([curves.quality, curves.center, curves.previous]).toEqual([[0.5, 0.25], [], [2.5, 2.25]])
  })

  it('follows every gauge, with a gap where a step has none', () => {
    const steps = [
      { ...step(0, 1, 1), gauges: { gamma: 2 } },
      step(1, 1, 1),
      { ...step(2, 1, 1), gauges: { gamma: 1.5, alpha: 0.3 } },
    ]
    expect(gaugeCurves({ steps, epochs: [] })).toEqual({
      steps: [0, 2],
      gauges: [
        { name: 'gamma', values: [2, 1.5] },
        { name: 'alpha', values: [null, 0.3] },
      ],
    })
    expect(
      gaugeCurves({
        steps: Array.from({ length: 400 }, (_, i) => ({ ...step(i, 1, 1), gauges: { a: i } })),
        epochs: [],
      }).steps.length,
    ).toBeLessThanOrEqual(160)
  })
})

describe('gradeCounts', () => {
  it('puts the grades of GHM-R in order, and keeps them out of the curves', () => {
    const gauges = { 'GHM-R bin 10': 1, 'GHM-R bin 2': 7, gamma: 2, 'GHM-R bin 1': 9 }
    const metrics: RunMetrics = { steps: [{ ...step(0, 1, 1), gauges }], epochs: [] }
    expect(gradeCounts(metrics)).toEqual([9, 7, 1])
    expect(gaugeCurves(metrics).gauges.map(({ name }) => name)).toEqual(['gamma'])
    expect(gradeCounts({ steps: [], epochs: [] })).toEqual([])
  })
})

describe('apCurves', () => {
  it('leaves a gap at epochs without an evaluation', () => {
    const metrics: RunMetrics = { steps: [], epochs: [epoch(1, 0.4), epoch(2, null), epoch(3, 0.8)] }
    expect(apCurves(metrics, null)).toEqual({
      epochs: [1, 2, 3],
      ap50: [0.4, null, 0.8],
      ap: [0.2, null, 0.4],
      previous: [null, null, null],
    })
  })
})
