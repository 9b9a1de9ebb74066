import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../shared/random'
import { concentricIou } from './best'
import { coverage } from './coverage'
import { createAnchors } from './index'
import { kmeansShapes } from './kmeans'

/** Boxes of given sizes somewhere in the picture, `each` of every size, sides off by up to `spread` of them. */
function boxesOf(sizes: number[][], each: number, spread: number): Float32Array {
  const random = createRandom(36)
  return Float32Array.from(
    sizes.flatMap(([w, h]) =>
      Array.from({ length: each }, () => {
        const [x, y] = [random.uniform(0, 200), random.uniform(0, 200)]
        return [
          x,
          y,
          x + w * random.uniform(1 - spread, 1 + spread),
          y + h * random.uniform(1 - spread, 1 + spread),
        ]
      }).flat(),
    ),
  )
}

const sizes = [
  [12, 12],
  [14, 30],
  [40, 22],
  [60, 60],
  [50, 140],
  [180, 150],
]

describe('kmeansShapes', () => {
  test('finds the sizes that the boxes were drawn with, by area over the levels', () => {
    const shapes = kmeansShapes(boxesOf(sizes, 40, 0.1), [2, 2, 2], [8, 16, 32], 1)
    expect(shapes.map((level) => level.length)).toEqual([2, 2, 2])
    for (const [i, shape] of shapes.flat().entries()) {
      expect(concentricIou(shape[0], shape[1], sizes[i][0], sizes[i][1])).toBeGreaterThan(0.92)
    }
  })
  test('the same seed gives the same shapes', () => {
    const boxes = boxesOf(sizes, 20, 0.4)
    expect(kmeansShapes(boxes, [3, 3], [8, 16], 5)).toEqual(kmeansShapes(boxes, [3, 3], [8, 16], 5))
  })
  test('medians: an outlier does not pull a shape', () => {
    const boxes = Float32Array.of(0, 0, 10, 10, 0, 0, 11, 10, 0, 0, 12, 10, 0, 0, 13, 10, 0, 0, 90, 10)
    expect(kmeansShapes(boxes, [1], [8], 1)).toEqual([[[12, 10]]])
  })
  test('a shape much smaller than its stride moves to a finer level, each level keeps one', () => {
    const shapes = kmeansShapes(boxesOf(sizes.slice(0, 4), 30, 0.02), [2, 2], [8, 64], 1)
    expect(shapes.map((level) => level.length)).toEqual([3, 1])
    expect(shapes[0].map(([w, h]) => w * h)).toEqual(
      [...shapes[0].map(([w, h]) => w * h)].sort((a, b) => a - b),
    )
  })
  test('fewer sizes than shapes and boxes of no size', () => {
    const shapes = kmeansShapes(Float32Array.of(0, 0, 20, 30, 5, 5, 5, 9), [2, 2], [8, 16], 1)
    expect(new Set(shapes.flat().map(String))).toEqual(new Set(['20,30']))
    expect(() => kmeansShapes(Float32Array.of(5, 5, 6, 9), [2], [8], 1)).toThrow(RangeError)
  })
  test('as anchors they cover more than as many of RetinaNet, at exactly the shapes found', () => {
    const boxes = boxesOf(sizes, 30, 0.15)
    const strides = [8, 16, 32]
    const input = { width: 320, height: 320 }
    const shapes = kmeansShapes(boxes, [3, 3, 3], strides, 1)
    const anchors = createAnchors({ kind: 'kmeans', shapes }, input, strides)
    const retina = createAnchors(
      { kind: 'retina', scale: 3, octaves: 1, ratios: [0.5, 1, 2] },
      input,
      strides,
    )
    expect(anchors.levels.map((level) => level.shapes)).toEqual(shapes)
    expect(coverage(anchors, boxes, 0.6)).toBeGreaterThan(coverage(retina, boxes, 0.6) + 0.1)
    expect(() => createAnchors({ kind: 'kmeans', shapes }, input, [8, 16])).toThrow(RangeError)
  })
})
