import { describe, expect, test } from 'vitest'
import { goldenCases } from '../testing/goldens'
import { coverage } from './coverage'
import { anchorRules, createAnchors } from './index'
import { anchorGrid, placeAnchors } from './place'
import { ssdLevels, ssdScales } from './ssd'

describe('retina', () => {
  test('one scale and one ratio: squares about the cell centres, row by row', () => {
    const spec = { kind: 'retina' as const, scale: 2, octaves: 1, ratios: [1] }
    const anchors = createAnchors(spec, { width: 24, height: 16 }, [8, 16])
    expect(anchors.levels.map(({ rows, columns, start, count }) => [rows, columns, start, count])).toEqual([
      [2, 3, 0, 6],
      [1, 2, 6, 2],
    ])
    expect([...anchors.boxesXyxyPx.slice(0, 8)]).toEqual([-4, -4, 12, 12, 4, -4, 20, 12])
    expect([...anchors.boxesXyxyPx.slice(12, 16)]).toEqual([-4, 4, 12, 20])
    expect([...anchors.boxesXyxyPx.slice(24)]).toEqual([-8, -8, 24, 24, 8, -8, 40, 24])
  })
  test('ratios keep the area and are height over width; octaves double the side once round', () => {
    const [shapes] = anchorRules.retina.shapes(
      { kind: 'retina', scale: 3, octaves: 2, ratios: [0.25, 1, 4] },
      { width: 64, height: 64 },
      [8],
    )
    expect(shapes.slice(0, 3)).toEqual([
      [48, 12],
      [24, 24],
      [12, 48],
    ])
    expect(shapes[4][0]).toBeCloseTo(24 * Math.SQRT2, 9)
  })
  test('a stride that does not divide the input rounds the grid up', () => {
    expect(anchorGrid({ width: 330, height: 320 }, 64)).toEqual({ stride: 64, rows: 5, columns: 6 })
  })
  test('the number of anchors that the design names for P3 to P7 at 320 px with 6 a cell', () => {
    const spec = { kind: 'retina' as const, scale: 4, octaves: 2, ratios: [0.5, 1, 2] }
    expect(createAnchors(spec, { width: 320, height: 320 }, [8, 16, 32, 64, 128]).numAnchors).toBe(12804)
  })
})

describe('ssd', () => {
  test.each(goldenCases('geometry.json', 'defaultBoxes'))(
    'torchvision default boxes of $imageSize px',
    (golden) => {
      const { imageSize, grids, scales, aspectRatios } = golden as Record<string, never>
      const anchors = placeAnchors(ssdLevels(imageSize, grids, scales, aspectRatios))
      expect(anchors.numAnchors).toBe(golden.count)
      const sample = golden.sample as number[][]
      for (const [i, index] of (golden.sampleIndex as number[]).entries()) {
        for (let k = 0; k < 4; k++) expect(anchors.boxesXyxyPx[index * 4 + k]).toBeCloseTo(sample[i][k], 3)
      }
    },
  )
  test('scales by Eq. 4 of the paper: 0.2 to 0.9 over six levels', () => {
    expect(ssdScales(0.2, 0.9, 6).map((s) => Number(s.toFixed(4)))).toEqual([
      0.2, 0.34, 0.48, 0.62, 0.76, 0.9, 1,
    ])
  })
  test('the rule serves any strides, the last ratios hold for the levels beyond, sides stay in the input', () => {
    const spec = { kind: 'ssd' as const, minScale: 0.2, maxScale: 0.9, ratios: [[2], [2, 3]] }
    const anchors = createAnchors(spec, { width: 300, height: 200 }, [16, 32, 64])
    expect(anchors.anchorsPerCell).toEqual([4, 6, 6])
    const sides = anchors.levels.flatMap((level) => level.shapes)
    expect(Math.max(...sides.map(([w]) => w))).toBeLessThanOrEqual(300)
    expect(Math.max(...sides.map(([, h]) => h))).toBeLessThanOrEqual(200)
  })
})

describe('coverage', () => {
  const spec = { kind: 'retina' as const, scale: 4, octaves: 1, ratios: [1] }
  const anchors = createAnchors(spec, { width: 64, height: 64 }, [8])
  test('counts boxes whose best anchor reaches the limit', () => {
    // Anchors are 32 px squares about 4, 12, 20, ..: the first box is one, the second holds a quarter of one.
    const boxes = Float32Array.of(4, 4, 36, 36, 4, 4, 20, 20)
    expect(coverage(anchors, boxes, 0.9)).toBe(0.5)
    expect(coverage(anchors, boxes, 0.25)).toBe(1)
    expect(coverage(anchors, boxes, 0.26)).toBe(0.5)
  })
  test('empty boxes are not covered, no boxes are', () => {
    expect(coverage(anchors, Float32Array.of(5, 5, 5, 9), 0.1)).toBe(0)
    expect(coverage(anchors, new Float32Array(0), 0.5)).toBe(1)
  })
})
