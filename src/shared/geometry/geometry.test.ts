import { describe, expect, test } from 'vitest'
import { area, clip, enclosing, intersectionArea, isDegenerate, normalise } from './box'
import {
  cxcywhToXyxy,
  flatXyxyToCxcywh,
  normalisedToPixels,
  pixelsToNormalised,
  xywhToXyxy,
  xyxyToCxcywh,
  xyxyToXywh,
} from './convert'
import { giou, giouMatrix, iou, iouAt, iouMatrix, toFlatXyxy } from './iou'

const box = (x1: number, y1: number, x2: number, y2: number) => ({ x1, y1, x2, y2 })

describe('boxes', () => {
  test('a box drawn from any corner is put in order', () => {
    expect(normalise(box(30, 5, 10, 40))).toEqual(box(10, 5, 30, 40))
  })
  test('clipping keeps the part inside and leaves nothing of a box outside', () => {
    expect(clip(box(-5, 10, 120, 90), 100, 80)).toEqual(box(0, 10, 100, 80))
    expect(area(clip(box(110, 10, 120, 90), 100, 80))).toBe(0)
  })
  test('inverted, empty, thin and non-finite boxes are degenerate', () => {
    expect(isDegenerate(box(0, 0, 1, 1), 1)).toBe(false)
    const bad = [
      box(1, 0, 0, 1),
      box(0, 0, 0, 1),
      box(0, 0, 0.5, 3),
      box(0, Number.NaN, 1, 1),
      box(0, 0, Infinity, 1),
    ]
    expect(bad.map((b) => isDegenerate(b, 1))).toEqual([true, true, true, true, true])
  })
  test('boxes that only touch share nothing', () => {
    expect(intersectionArea(box(0, 0, 2, 2), box(2, 0, 4, 2))).toBe(0)
    expect(enclosing(box(0, 1, 2, 2), box(1, 0, 4, 1))).toEqual(box(0, 0, 4, 2))
    expect(intersectionArea(box(0, 0, 2, 2), box(1, 1, 4, 3))).toBe(1)
  })
})

describe('conversions', () => {
  test('each form of a box and back', () => {
    const b = box(10, 20, 40, 30)
    expect(xyxyToXywh(b)).toEqual({ x: 10, y: 20, width: 30, height: 10 })
    expect(xyxyToCxcywh(b)).toEqual({ cx: 25, cy: 25, width: 30, height: 10 })
    expect(xywhToXyxy(xyxyToXywh(b))).toEqual(b)
    expect(cxcywhToXyxy(xyxyToCxcywh(b))).toEqual(b)
    expect(pixelsToNormalised(b, 100, 50)).toEqual(box(0.1, 0.4, 0.4, 0.6))
    expect(normalisedToPixels(box(0.1, 0.5, 0.5, 1), 100, 50)).toEqual(box(10, 25, 50, 50))
    expect([...flatXyxyToCxcywh(Float64Array.of(10, 20, 40, 30))]).toEqual([25, 25, 30, 10])
  })
  test('a picture without a size is refused', () => {
    expect(() => pixelsToNormalised(box(0, 0, 1, 1), 0, 5)).toThrow(RangeError)
  })
})

describe('overlap', () => {
  test('hand-worked pairs', () => {
    // 2x2 against 3x2 sharing 1: union 4 + 6 - 1 = 9, enclosing 4x3 = 12.
    const a = box(0, 0, 2, 2)
    const b = box(1, 1, 4, 3)
    expect(iou(a, b)).toBeCloseTo(1 / 9, 12)
    expect(giou(a, b)).toBeCloseTo(1 / 9 - 3 / 12, 12)
    expect(iou(a, a)).toBe(1)
    expect(giou(box(0, 0, 1, 1), box(3, 0, 4, 1))).toBeCloseTo(-0.5, 12)
  })
  test('empty boxes overlap with nothing instead of dividing by zero', () => {
    expect(iou(box(1, 1, 1, 1), box(1, 1, 1, 1))).toBe(0)
    expect(giou(box(1, 1, 1, 1), box(1, 1, 1, 1))).toBe(0)
  })
  test('a matrix holds rows by the first argument', () => {
    const a = toFlatXyxy([box(0, 0, 2, 2), box(10, 10, 12, 12)])
    const b = toFlatXyxy([box(1, 1, 4, 3), box(0, 0, 2, 2), box(10, 10, 12, 14)])
    const matrix = iouMatrix(a, b)
    expect([...matrix]).toEqual([1 / 9, 1, 0, 0, 0, 0.5])
    expect(matrix.map((_, i) => iouAt(a, Math.floor(i / 3), b, i % 3))).toEqual(matrix)
    expect(giouMatrix(a, b)[1]).toBe(1)
    expect(iouMatrix(new Float64Array(0), b)).toHaveLength(0)
  })
})
