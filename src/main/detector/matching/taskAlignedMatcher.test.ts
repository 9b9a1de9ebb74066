import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { iouMatrix } from '../../../shared/geometry/iou'
import { createRandom } from '../../../shared/random'
import { createAnchors } from '../anchors/index'
import { placeAnchors } from '../anchors/place'
import { matchTaskAligned } from './taskAlignedMatcher'
import type { GroundTruth, ImagePredictions } from './types'

const spec = { kind: 'retina' as const, scale: 3, octaves: 1, ratios: [0.5, 1] }
const anchors = createAnchors(spec, { width: 64, height: 32 }, [4, 8, 16])
const numClasses = 2
const options = { alpha: 1, beta: 6, topK: 5, forceMatch: false }

/** TOOD's assignment on full tables, [M * N]. */
function naiveTaskAligned(
  { boxesXyxyPx, classes }: GroundTruth,
  { scores, boxesXyxyPx: predicted }: ImagePredictions,
) {
  const { numAnchors } = anchors
  const overlaps = iouMatrix(boxesXyxyPx, predicted)
  const cells = anchors.levels.flatMap(({ stride, count, columns, shapes }) =>
    Array.from({ length: count }, (_, i) => {
      const cell = Math.floor(i / shapes.length)
      const x = ((cell % columns) + 0.5) * stride
      return { stride, x, y: (Math.floor(cell / columns) + 0.5) * stride }
    }),
  )
  const owner = new Array<number>(numAnchors).fill(-1)
  const metric = (g: number, i: number) =>
    scores[i * numClasses + classes[g]] ** options.alpha * overlaps[g * numAnchors + i] ** options.beta
  for (let g = 0; g < classes.length; g++) {
    const [x1, y1, x2, y2] = boxesXyxyPx.subarray(g * 4, g * 4 + 4)
    if (!(x2 > x1 && y2 > y1)) continue
    const inside: number[] = []
    for (let i = 0; i < numAnchors; i++) {
      const { stride, x, y } = cells[i]
      const isIn =
        Math.abs(x - (x1 + x2) / 2) <= Math.max(x2 - x1, stride) / 2 &&
        Math.abs(y - (y1 + y2) / 2) <= Math.max(y2 - y1, stride) / 2
      if (isIn && metric(g, i) > 0) inside.push(i)
    }
    inside.sort((a, b) => metric(g, b) - metric(g, a) || a - b)
    for (const i of inside.slice(0, options.topK)) {
      const isBetter = owner[i] < 0 || overlaps[g * numAnchors + i] > overlaps[owner[i] * numAnchors + i]
      if (isBetter) owner[i] = g
    }
  }
  const qualities = owner.map((g, i) => {
    if (g < 0) return 0
    const mine = owner.flatMap((other, k) => (other === g ? [k] : []))
    const largest = Math.max(...mine.map((k) => metric(g, k)))
    return (metric(g, i) / largest) * Math.max(...mine.map((k) => overlaps[g * numAnchors + k]))
  })
  return { owner, qualities }
}

function guesses(seed: number, near: Float32Array): ImagePredictions {
  const random = createRandom(seed)
  const scores = Float32Array.from({ length: anchors.numAnchors * numClasses }, () => random.next())
  // Half of the guesses are anchors, half lie about a true box, so that overlaps are high as well as low.
  const boxesXyxyPx = anchors.boxesXyxyPx.slice()
  for (let i = 0; i < anchors.numAnchors && near.length > 0; i += 2) {
    const g = i % (near.length / 4)
    for (let k = 0; k < 4; k++) boxesXyxyPx[i * 4 + k] = near[g * 4 + k] + random.next() * 6
  }
  return { scores, numClasses, boxesXyxyPx }
}

// Quarters: centres on sides come up, and are exact in float32.
const place = fc.integer({ min: -40, max: 240 }).map((quarters) => quarters / 4)
const side = fc.integer({ min: 0, max: 200 }).map((quarters) => quarters / 4)
const truths = fc
  .array(fc.tuple(place, place, side, side, fc.integer({ min: 0, max: 1 })), { maxLength: 8 })
  .map((list) => ({
    boxesXyxyPx: Float32Array.from(list.flatMap(([x, y, w, h]) => [x, y, x + w, y + h])),
    classes: Int32Array.from(list, ([, , , , c]) => c),
  }))

describe('matchTaskAligned', () => {
  test('equals the assignment on full tables (seed 35)', () => {
    fc.assert(
      fc.property(truths, fc.integer({ min: 1, max: 999 }), (truth, seed) => {
        const predictions = guesses(seed, truth.boxesXyxyPx)
        const match = matchTaskAligned(anchors, truth, predictions, options)
        const { owner, qualities } = naiveTaskAligned(truth, predictions)
        expect([...match.labels]).toEqual(owner)
        const distances = qualities.map((quality, i) => Math.abs((match.qualities?.[i] ?? -1) - quality))
        expect(Math.max(...distances)).toBeLessThan(1e-6)
      }),
      { seed: 35, numRuns: 100 },
    )
  })

  test('the best positive of a box has its largest IoU as target, the others less (by hand)', () => {
    const row = placeAnchors([{ stride: 10, rows: 1, columns: 3, shapes: [[10, 10]] }])
    const predictions = {
      // IoU .5, 1 and .8 of the box with scores .9, .4 and .6: t = .9/64, .4, .6 * .8^6 = .1572864.
      boxesXyxyPx: Float32Array.of(0, 0, 15, 10, 0, 0, 30, 10, 0, 0, 24, 10),
      scores: Float32Array.of(0.9, 0.4, 0.6),
      numClasses: 1,
    }
    const truth = { boxesXyxyPx: Float32Array.of(0, 0, 30, 10), classes: Int32Array.of(0) }
    const { labels, qualities } = matchTaskAligned(row, truth, predictions, { ...options, topK: 2 })
    expect([...labels]).toEqual([-1, 0, 0])
    expect(qualities?.[1]).toBe(1)
    expect(qualities?.[2]).toBeCloseTo(0.1572864 / 0.4, 6)
  })

  test('a box that no prediction meets gets its best anchor, with that IoU as its target', () => {
    const far = new Float32Array(anchors.numAnchors * 4).fill(500)
    const predictions = { ...guesses(1, new Float32Array(0)), boxesXyxyPx: far }
    const truth = { boxesXyxyPx: Float32Array.of(20, 20, 44, 44), classes: Int32Array.of(0) }
    expect(matchTaskAligned(anchors, truth, predictions, options).labels.every((label) => label === -1)).toBe(
      true,
    )
    const { labels, qualities } = matchTaskAligned(anchors, truth, predictions, {
      ...options,
      forceMatch: true,
    })
    const overlaps = iouMatrix(truth.boxesXyxyPx, anchors.boxesXyxyPx)
    const best = overlaps.indexOf(Math.max(...overlaps))
    expect([...labels].flatMap((label, i) => (label === 0 ? [i] : []))).toEqual([best])
    expect(qualities?.[best]).toBeCloseTo(overlaps[best], 6)
  })
})
