import { describe, expect, test } from 'vitest'
import { iou } from '../../../../shared/geometry/iou'
import { createAnchors } from '../../anchors/index'
import { gaussianRadius, penaltyReducedWeights } from './penaltyReduced'

const anchors = createAnchors(
  { kind: 'retina', scale: 2, octaves: 2, ratios: [1] },
  { width: 96, height: 64 },
  [4, 8, 16],
)

describe('gaussianRadius', () => {
  test.each([
    [40, 20],
    [16, 16],
    [3, 120],
  ])('the worst corners at the radius of %d x %d leave exactly the IoU', (width, height) => {
    const r = gaussianRadius(width, height, 0.7)
    const box = { x1: 0, y1: 0, x2: width, y2: height }
    const shifts = [-r, r]
    let worst = 1
    for (const a of shifts)
      for (const b of shifts)
        for (const c of shifts)
          for (const d of shifts) {
            worst = Math.min(worst, iou(box, { x1: a, y1: b, x2: width + c, y2: height + d }))
          }
    expect(worst).toBeCloseTo(0.7, 9)
  })
})

describe('penaltyReducedWeights', () => {
  test('the formula on every anchor, the largest Y of two boxes', () => {
    const boxes = [
      [8, 8, 48, 40],
      [30, 20, 70, 60],
    ]
    const weights = penaltyReducedWeights(anchors, Float32Array.from(boxes.flat()))
    for (const level of anchors.levels) {
      for (let i = 0; i < level.count; i++) {
        const cell = Math.floor(i / level.shapes.length)
        const x = ((cell % level.columns) + 0.5) * level.stride
        const y = (Math.floor(cell / level.columns) + 0.5) * level.stride
        const heats = boxes.map(([x1, y1, x2, y2]) => {
          const sigma = gaussianRadius(x2 - x1, y2 - y1, 0.7) / 3
          return Math.exp(-((x - (x1 + x2) / 2) ** 2 + (y - (y1 + y2) / 2) ** 2) / (2 * sigma ** 2))
        })
        expect(weights[level.start + i]).toBeCloseTo((1 - Math.max(...heats)) ** 4, 6)
      }
    }
  })
  test('an anchor on the centre weighs nothing, no box and an empty box change nothing', () => {
    const weights = penaltyReducedWeights(anchors, Float32Array.of(22 - 10, 18 - 8, 22 + 10, 18 + 8))
    // Stride 4: cell (4, 5) has its centre at (22, 18).
    expect(weights[(4 * 24 + 5) * 2]).toBe(0)
    for (const boxes of [[], [5, 5, 5, 9]]) {
      expect(new Set(penaltyReducedWeights(anchors, Float32Array.from(boxes)))).toEqual(new Set([1]))
    }
  })
})
