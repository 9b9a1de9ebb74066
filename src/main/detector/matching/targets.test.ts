import { describe, expect, test } from 'vitest'
import { iouMatrix } from '../../../shared/geometry/iou'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import { createAnchors } from '../anchors/index'
import { coveredAnchors } from './ignoreRegions'
import { matchers } from './index'
import { assignTargets, type ImageTruth, type TargetOptions } from './targets'

const spec = { kind: 'retina' as const, scale: 3, octaves: 3, ratios: [0.5, 1, 2] }
// Stride 4 too: nothing may take 8 for the finest level.
const anchors = createAnchors(spec, { width: 160, height: 96 }, [4, 8, 16, 32, 64])
const options: TargetOptions = { ...defaultTrainConfig().matcher, hardNegativeWeight: 3 }
const sides = Array.from({ length: anchors.numAnchors }, (_, i) =>
  anchors.boxesXyxyPx.subarray(i * 4, i * 4 + 4),
)

function truthOf(...boxes: number[][]): ImageTruth {
  return { boxesXyxyPx: Float32Array.from(boxes.flat()), classes: Int32Array.from(boxes, (_, i) => i) }
}

/** Share of each anchor that a region covers. */
function coveredShares([x1, y1, x2, y2]: number[]): number[] {
  return sides.map((a) => {
    const width = Math.max(0, Math.min(a[2], x2) - Math.max(a[0], x1))
    const height = Math.max(0, Math.min(a[3], y2) - Math.max(a[1], y1))
    return (width * height) / ((a[2] - a[0]) * (a[3] - a[1]))
  })
}

test('every positive carries its class, box, anchor and mark, row by row over the pictures', () => {
  const first = truthOf([10, 10, 40, 40])
  const second = { ...truthOf([100, 20, 150, 90], [10, 50, 30, 62]), occluded: Uint8Array.of(0, 1) }
  const batch = assignTargets(anchors, [first, second], matchers.iou, options)
  expect(batch.positivesPerImage.every((count) => count > 0)).toBe(true)
  expect([...batch.positives]).toEqual([...batch.positives].sort((a, b) => a - b))
  expect(batch.positiveQualities).toBeNull()
  for (const [i, row] of batch.positives.entries()) {
    const truth = row < anchors.numAnchors ? first : second
    const box = batch.positiveBoxIndices[i]
    const corners = (list: Float32Array, k: number) => [...list.subarray(k * 4, k * 4 + 4)]
    expect(batch.positiveClasses[i]).toBe(truth.classes[box])
    expect(batch.positiveOccluded[i]).toBe(truth === second && box === 1 ? 1 : 0)
    expect(corners(batch.positiveBoxesXyxyPx, i)).toEqual(corners(truth.boxesXyxyPx, box))
    expect(corners(batch.positiveAnchorsXyxyPx, i)).toEqual([...sides[row % anchors.numAnchors]])
  }
  expect(new Set(batch.positiveOccluded)).toEqual(new Set([0, 1]))
})

test.each(['iou', 'atss'] as const)(
  '%s: negatives that lie in an ignore region by half weigh nothing, positives in it stay',
  (kind) => {
    const truth = truthOf([30, 30, 54, 54])
    const region = [0, 0, 160, 48]
    const without = assignTargets(anchors, [truth], matchers[kind], options)
    const withRegion = assignTargets(
      anchors,
      [{ ...truth, ignoreXyxyPx: Float32Array.from(region) }],
      matchers[kind],
      options,
    )
    expect(withRegion.positives).toEqual(without.positives)
    const isPositive = new Set(without.positives)
    for (const [i, share] of coveredShares(region).entries()) {
      const isOut = share >= 0.5 && !isPositive.has(i)
      expect(withRegion.anchorWeights[i]).toBe(isOut ? 0 : without.anchorWeights[i])
    }
    expect(coveredAnchors(anchors, Float32Array.from(region)).length).toBeGreaterThan(50)
  },
)

describe('size range', () => {
  const small = [20, 20, 26, 26]
  const middle = [60, 20, 92, 52]
  const large = [0, 0, 150, 94]
  const truth = truthOf(small, middle, large)
  const sizeRange = { minPx: 8, maxPx: 100 }
  const batch = assignTargets(anchors, [truth], matchers.iou, { ...options, sizeRange })

  test('objects outside get no positives, those inside the same as if they stood alone', () => {
    const alone = assignTargets(anchors, [truthOf(middle)], matchers.iou, options)
    expect(batch.positives).toEqual(alone.positives)
    expect(new Set(batch.positiveBoxIndices)).toEqual(new Set([1]))
    expect(new Set(batch.positiveClasses)).toEqual(new Set([1]))
  })
  test('anchors that overlap them by 0.3 or lie in them by half are ignored, never background', () => {
    const alone = assignTargets(anchors, [truthOf(middle)], matchers.iou, options)
    const table = iouMatrix(Float32Array.from([...small, ...large]), anchors.boxesXyxyPx)
    const isPositive = new Set(batch.positives)
    const shares = [coveredShares(small), coveredShares(large)]
    let touched = 0
    for (let i = 0; i < anchors.numAnchors; i++) {
      const overlaps = [table[i], table[anchors.numAnchors + i]].some((iou) => iou >= 0.3)
      const isExcluded = !isPositive.has(i) && (overlaps || shares.some((share) => share[i] >= 0.5))
      expect(batch.anchorWeights[i]).toBe(isExcluded ? 0 : alone.anchorWeights[i])
      if (isExcluded) touched++
    }
    expect(touched).toBeGreaterThan(100)
    expect(touched).toBeLessThan(anchors.numAnchors)
  })
  test('the ends belong to the range; without a largest size all large ones teach', () => {
    const boxesOf = (range: TargetOptions['sizeRange']) =>
      new Set(
        assignTargets(anchors, [truth], matchers.iou, { ...options, sizeRange: range }).positiveBoxIndices,
      )
    expect(boxesOf({ minPx: 6, maxPx: 32 })).toEqual(new Set([0, 1]))
    expect(boxesOf({ minPx: 32, maxPx: null })).toEqual(new Set([1, 2]))
  })
})

test('hard negatives weigh more, where they are background', () => {
  const truth = { ...truthOf([30, 30, 54, 54]), hardNegativesXyxyPx: Float32Array.of(100, 40, 140, 80) }
  const { anchorWeights } = assignTargets(anchors, [truth], matchers.iou, options)
  for (const [i, share] of coveredShares([100, 40, 140, 80]).entries()) {
    if (share >= 0.5) expect(anchorWeights[i]).toBe(3)
    else expect(anchorWeights[i]).toBeLessThanOrEqual(1)
  }
})

test('a hard negative with a weight of its own has that; where two overlap the higher one holds', () => {
  const truth = {
    ...truthOf([30, 30, 54, 54]),
    hardNegativesXyxyPx: Float32Array.of(100, 40, 140, 80, 100, 40, 140, 80, 0, 80, 40, 120),
    hardNegativeWeights: Float32Array.of(0, 7, 2),
  }
  const { anchorWeights } = assignTargets(anchors, [truth], matchers.iou, options)
  const first = coveredShares([100, 40, 140, 80])
  const second = coveredShares([0, 80, 40, 120])
  const seen = new Set<number>()
  for (let i = 0; i < anchors.numAnchors; i++) {
    const expected = first[i] >= 0.5 ? 7 : second[i] >= 0.5 ? 2 : null
    if (expected === null) expect(anchorWeights[i]).toBeLessThanOrEqual(1)
    else expect(anchorWeights[i]).toBe(expected)
    if (expected !== null) seen.add(expected)
  }
  expect(seen).toEqual(new Set([7, 2]))
})

test.each(['iou', 'atss', 'taskAligned'] as const)(
  '%s: pictures without objects are all background',
  (kind) => {
    const nothing = {
      scores: new Float32Array(anchors.numAnchors),
      numClasses: 1,
      boxesXyxyPx: anchors.boxesXyxyPx,
    }
    const batch = assignTargets(anchors, [truthOf()], matchers[kind], options, [nothing])
    expect(batch.positives).toHaveLength(0)
    expect(new Set(batch.anchorWeights)).toEqual(new Set([1]))
  },
)
