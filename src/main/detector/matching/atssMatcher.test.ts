import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { iouMatrix } from '../../../shared/geometry/iou'
import { createAnchors } from '../anchors/index'
import { placeAnchors } from '../anchors/place'
import type { AnchorSet } from '../anchors/types'
import { matchAtss } from './atssMatcher'

const spec = { kind: 'retina' as const, scale: 3, octaves: 2, ratios: [0.5, 1] }
const anchors = createAnchors(spec, { width: 72, height: 40 }, [4, 8, 16, 32])

/** The paper's algorithm on full tables of distances and IoUs. */
function naiveAtss(set: AnchorSet, boxes: Float32Array, topK: number): number[] {
  const quality = iouMatrix(boxes, set.boxesXyxyPx)
  const labels = new Array<number>(set.numAnchors).fill(-1)
  const best = new Array<number>(set.numAnchors).fill(0)
  for (let g = 0; g < boxes.length / 4; g++) {
    const [x1, y1, x2, y2] = boxes.subarray(g * 4, g * 4 + 4)
    if (!(x2 > x1 && y2 > y1)) continue
    const candidates: { anchor: number; x: number; y: number }[] = []
    for (const level of set.levels) {
      const all = Array.from({ length: level.count }, (_, i) => {
        const cell = Math.floor(i / level.shapes.length)
        const x = ((cell % level.columns) + 0.5) * level.stride
        const y = (Math.floor(cell / level.columns) + 0.5) * level.stride
        return { anchor: level.start + i, x, y, d: (x - (x1 + x2) / 2) ** 2 + (y - (y1 + y2) / 2) ** 2 }
      })
      all.sort((p, q) => p.d - q.d || p.anchor - q.anchor)
      candidates.push(...all.slice(0, topK * level.shapes.length))
    }
    const ious = candidates.map(({ anchor }) => quality[g * set.numAnchors + anchor])
    const mean = ious.reduce((a, b) => a + b, 0) / ious.length
    const deviation = Math.sqrt(ious.reduce((a, b) => a + (b - mean) ** 2, 0) / ious.length)
    for (const [i, { anchor, x, y }] of candidates.entries()) {
      const isInside = x > x1 && x < x2 && y > y1 && y < y2
      if (isInside && ious[i] >= mean + deviation && ious[i] > best[anchor]) {
        best[anchor] = ious[i]
        labels[anchor] = g
      }
    }
  }
  return labels
}

const place = fc.oneof(fc.integer({ min: -20, max: 110 }), fc.double({ min: -20, max: 110, noNaN: true }))
const side = fc.oneof(fc.integer({ min: 0, max: 90 }), fc.double({ min: 0.01, max: 90, noNaN: true }))
const boxes = fc
  .array(fc.tuple(place, place, side, side), { maxLength: 10 })
  .map((list) => Float32Array.from(list.flatMap(([x, y, w, h]) => [x, y, x + w, y + h])))

// As they come from a picture: inside the input, where every box touches many anchors.
const boxesInside = boxes.map((corners) =>
  corners.map((value, i) => Math.min(i % 2 === 0 ? 72 : 40, Math.max(0, value))),
)

describe('matchAtss', () => {
  test('one level of squares, by hand', () => {
    // Centres 4, 12, .., 28; anchors 8 px. The nearest four cells to (12, 12) of a 16 px box: (12,12) lies in it whole,
    // IoU 64/256; the three next at distance 8 (the two lower indices: above, left; then right) overlap by half: 32/288.
    const level = { stride: 8, rows: 4, columns: 4, shapes: [[8, 8] as const] }
    const set = placeAnchors([level])
    const labels = matchAtss(set, Float32Array.of(4, 4, 20, 20), { topK: 4, forceMatch: false })
    // Mean (1/4 + 3/9) / 4 = .14583, deviation .06014: only the middle one is above .206.
    expect([...labels].flatMap((label, i) => (label === 0 ? [i] : []))).toEqual([5])
  })

  test('equals the algorithm on the full table (seed 33)', () => {
    fc.assert(
      fc.property(boxes, fc.constantFrom(1, 2, 9, 30), (groundTruth, topK) => {
        const labels = matchAtss(anchors, groundTruth, { topK, forceMatch: false })
        expect([...labels]).toEqual(naiveAtss(anchors, groundTruth, topK))
      }),
      { seed: 33, numRuns: 200 },
    )
  })

  test('with forceMatch every box that touches an anchor keeps one, and no other loses its last (seed 34)', () => {
    fc.assert(
      fc.property(boxesInside, (groundTruth) => {
        const free = matchAtss(anchors, groundTruth, { topK: 9, forceMatch: false })
        const labels = matchAtss(anchors, groundTruth, { topK: 9, forceMatch: true })
        const owners = new Set(labels)
        const quality = iouMatrix(groundTruth, anchors.boxesXyxyPx)
        const served = new Set(free)
        for (let g = 0; g < groundTruth.length / 4; g++) {
          const row = quality.subarray(g * anchors.numAnchors, (g + 1) * anchors.numAnchors)
          expect(owners.has(g)).toBe(row.some((iou) => iou > 0))
          if (served.has(g) || !owners.has(g)) continue
          // Its one anchor is its best unless that one had to stay with another box.
          const mine = labels.indexOf(g)
          const better = [...row.entries()].filter(([, iou]) => iou > row[mine])
          expect(better.every(([anchor]) => labels[anchor] >= 0)).toBe(true)
        }
      }),
      { seed: 34, numRuns: 100 },
    )
  })

  test('an anchor of two boxes goes to the one it overlaps more', () => {
    const set = placeAnchors([{ stride: 16, rows: 1, columns: 1, shapes: [[16, 16]] }])
    const labels = matchAtss(set, Float32Array.of(2, 2, 16, 16, 0, 0, 16, 15), { topK: 1, forceMatch: false })
    expect([...labels]).toEqual([1])
  })
})
