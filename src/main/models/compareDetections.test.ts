import { describe, expect, it } from 'vitest'
import { compareDetections, type DetectionBorders, type InputDetection } from './compareDetections'

const borders: DetectionBorders = { scoreThreshold: 0.05, nms: 'hard', nmsIou: 0.5, maxDetections: 100 }
const found = (x: number, score: number, label = 0, width = 10): InputDetection => ({
  label,
  score,
  box: [x, 0, x + width, 10],
})

describe('compareDetections', () => {
  it('reports the largest differences of pairs, whatever their order', () => {
    const expected = [found(0, 0.9), found(50, 0.8)]
    const actual = [found(50.25, 0.8005), found(0, 0.9)]
    const result = compareDetections(expected, actual, borders)
    expect(result).toMatchObject({ detections: 2, maxBoxDifferencePx: 0.25, borderline: 0 })
    expect(result.maxScoreDifference).toBeCloseTo(0.0005, 9)
  })

  it('counts a detection that one side lacks with its whole score', () => {
    expect(compareDetections([found(0, 0.9)], [], borders).maxScoreDifference).toBe(0.9)
    expect(compareDetections([], [found(0, 0.7)], borders).maxScoreDifference).toBe(0.7)
    expect(compareDetections([found(0, 0.6, 1)], [found(0, 0.6, 2)], borders).maxScoreDifference).toBe(0.6)
  })

  it('never forgives a box that moved, even by as much as suppression allows', () => {
    expect(compareDetections([found(0, 0.9)], [found(2, 0.9)], borders)).toMatchObject({
      maxBoxDifferencePx: 2,
      borderline: 0,
    })
    expect(compareDetections([found(0, 0.9)], [found(0, 0.9, 0, 5)], borders)).toMatchObject({
      maxBoxDifferencePx: 5,
      borderline: 0,
    })
  })

  it('forgives what only a threshold decides', () => {
    expect(compareDetections([found(0, 0.0504)], [], borders)).toMatchObject({
      borderline: 1,
      maxScoreDifference: 0,
    })
    const full = { ...borders, maxDetections: 1 }
    expect(compareDetections([found(50, 0.7)], [found(0, 0.7005)], full)).toMatchObject({ borderline: 2 })
    // IoU 5 / 10 with the kept one: on the border of suppression.
    const half = compareDetections([found(0, 0.9), found(0, 0.8, 0, 5)], [found(0, 0.9)], borders)
    expect(half).toMatchObject({ borderline: 1, maxScoreDifference: 0 })
  })

  it('forgives what follows from a close call: boxes that the doubtful one keeps away', () => {
    // As seen on blood cells: the second lies at IoU 0.5 with the first, and overlaps the last two by more.
    const sure: InputDetection = { label: 0, score: 0.78, box: [0, 0, 20, 10] }
    const doubtful: InputDetection = { label: 0, score: 0.3, box: [0, 0, 10, 10] }
    const freed = [
      { label: 0, score: 0.24, box: [0, 3, 10, 13] as const },
      { label: 0, score: 0.21, box: [-3, 0, 7, 10] as const },
    ].map((one): InputDetection => ({ ...one, box: [...one.box] }))
    const result = compareDetections([sure, doubtful], [sure, ...freed], borders)
    expect(result).toMatchObject({ borderline: 3, maxBoxDifferencePx: 0, maxScoreDifference: 0 })
    // The other way round, too.
    expect(compareDetections([sure, ...freed], [sure, doubtful], borders)).toMatchObject({ borderline: 3 })
    // Nothing is freed where the box that went was no close call, or where what came is not near it.
    const clear = { ...doubtful, box: [0, 0, 9, 10] } satisfies InputDetection
    expect(compareDetections([sure, clear], [sure, ...freed], borders).maxScoreDifference).toBeGreaterThan(
      0.05,
    )
    const far = [found(50, 0.24)]
    expect(compareDetections([sure, doubtful], [sure, ...far], borders).maxScoreDifference).toBe(0.24)
    // A higher score cannot have been kept away by a lower one.
    const higher = freed.map((one) => ({ ...one, score: 0.5 }))
    expect(compareDetections([sure, doubtful], [sure, ...higher], borders).maxScoreDifference).toBe(0.5)
  })
  it('forgives no change of a box that both kept, though it lies on the border of suppression', () => {
    // IoU 5 / 10 with the first, before and after.
    const sure = found(0, 0.9)
    const doubtful = found(0, 0.8, 0, 5)
    const changed = {
      'a lower score': { ...doubtful, score: 0.6 },
      'a higher score': { ...doubtful, score: 0.85 },
      'another place, as far from the first': { ...doubtful, box: [0, 1.25, 5, 11.25] },
    } satisfies Record<string, { box: number[]; score: number; label: number }>
    for (const [name, one] of Object.entries(changed)) {
      for (const [a, b] of [
        [doubtful, one],
        [one, doubtful],
      ]) {
        const result = compareDetections([sure, a as InputDetection], [sure, b as InputDetection], borders)
        expect(result.borderline, name).toBe(0)
        expect(Math.max(result.maxScoreDifference, result.maxBoxDifferencePx / 500), name).toBeGreaterThan(
          1e-3,
        )
      }
    }
    // The class changed: each is lonely, and nothing of its new class lies near.
    const other = { ...doubtful, label: 1 }
    expect(compareDetections([sure, doubtful], [sure, other], borders).maxScoreDifference).toBe(0.8)
  })

  it('forgives no detection that the score threshold should have kept out', () => {
    expect(compareDetections([], [found(0, 0.02)], borders)).toMatchObject({
      borderline: 0,
      maxScoreDifference: 0.02,
    })
  })

  it('pairs boxes without area, as they come at the edge of a picture', () => {
    const edge: InputDetection = { label: 0, score: 0.4, box: [96, 10, 96, 30] }
    const near: InputDetection = { label: 0, score: 0.4002, box: [95.99, 10, 96, 30.01] }
    const result = compareDetections([edge], [near], borders)
    expect(result.maxBoxDifferencePx).toBeCloseTo(0.01, 9)
    expect(result.maxScoreDifference).toBeCloseTo(0.0002, 9)
  })

  it('never calls what is no number the same', () => {
    const broken: InputDetection = { label: 0, score: 0.9, box: [Number.NaN, 0, 10, 10] }
    const unsure = { ...found(0, Number.NaN) }
    for (const one of [broken, unsure]) {
      const { maxBoxDifferencePx, maxScoreDifference } = compareDetections([found(0, 0.9)], [one], borders)
      expect(maxBoxDifferencePx <= 0.5 && maxScoreDifference <= 1e-3).toBe(false)
    }
  })
})
