import { describe, expect, it } from 'vitest'
import { diou, diouAt } from './diou'
import { hard } from './hard'

const rules = { scoreThreshold: 0.05, nmsIou: 0.5, softSigma: 0.5, maxDetections: 100 }

describe('DIoU suppression', () => {
  it.each([
    // 1 - torchvision's distance_box_iou_loss, computed in float64.
    { a: [0, 0, 2, 2], b: [1, 1, 4, 3], expected: 1 - 1.0188889 },
    { a: [10, 10, 30, 50], b: [12, 18, 40, 44], expected: 1 - 0.5732906 },
    { a: [3, 4, 9, 10], b: [3, 4, 9, 10], expected: 1 },
    { a: [0, 0, 0, 0], b: [0, 0, 0, 0], expected: 0 },
  ])('measures $a against $b', ({ a, b, expected }) => {
    expect(diouAt(Float64Array.of(...a, ...b), 0, 1)).toBeCloseTo(expected, 6)
    expect(diouAt(Float64Array.of(...b, ...a), 0, 1)).toBeCloseTo(expected, 6)
  })

  it('keeps what plain suppression drops where the centres are apart', () => {
    // IoU 0.6; centres 10 apart, diagonal of 40 x 50: 0.6 - 100 / 4100 = 0.5756.
    const input = {
      boxesXyxy: Float32Array.of(0, 0, 40, 40, 0, 10, 40, 50),
      scores: [0.9, 0.8],
      classes: [2, 2],
    }
    const count = (way: typeof hard, nmsIou: number) =>
      way.suppress(input, { ...rules, nmsIou }).places.length
    expect([count(hard, 0.58), count(diou, 0.58), count(diou, 0.57)]).toEqual([1, 2, 1])
    expect(diou.suppress({ ...input, classes: [2, 3] }, { ...rules, nmsIou: 0 }).places).toHaveLength(2)
  })

  it('lets a box that is itself dropped drop nothing', () => {
    // Each overlaps its neighbour alone by more than a half.
    const boxesXyxy = Float32Array.of(0, 0, 10, 10, 2, 0, 12, 10, 4, 0, 14, 10)
    const kept = diou.suppress({ boxesXyxy, scores: [0.9, 0.8, 0.7], classes: [0, 0, 0] }, rules)
    expect([...kept.places]).toEqual([0, 2])
    expect([...kept.scores]).toEqual([Math.fround(0.9), Math.fround(0.7)])
    expect(
      diou.suppress(
        { boxesXyxy, scores: [0.9, 0.8, 0.7], classes: [0, 1, 2] },
        { ...rules, maxDetections: 2 },
      ).places,
    ).toHaveLength(2)
  })
})
