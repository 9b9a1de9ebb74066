import '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flatXyxyToCxcywh } from '../../../shared/geometry/convert'
import { flatNumbers, goldenCases } from '../testing/goldens'
import * as tf from '../tf'
import { decodeBoxes, decodeOffsets, encodeBoxes } from './boxCoder'

const flat = (value: unknown) => Float64Array.from(flatNumbers(value))
const variances = (weights: unknown) => flatNumbers(weights).map((weight) => 1 / weight)

describe('against torchvision', () => {
  test.each(goldenCases('geometry.json', 'encode'))('encodes with weights $weights', (golden) => {
    const boxes = flat(golden.boxes)
    const out = new Float64Array(boxes.length)
    encodeBoxes(flat(golden.anchors), boxes, variances(golden.weights), out)
    for (const [i, value] of flatNumbers(golden.value).entries()) expect(out[i]).toBeCloseTo(value, 9)
  })
  test.each(goldenCases('geometry.json', 'decode'))('decodes with weights $weights', (golden) => {
    const deltas = flat(golden.deltas)
    const out = new Float64Array(deltas.length)
    decodeBoxes(flat(golden.anchors), deltas, variances(golden.weights), out)
    for (const [i, value] of flatNumbers(golden.value).entries()) expect(out[i]).toBeCloseTo(value, 9)
  })
})

test('the hand-worked pair of the design', () => {
  const offsets = encodeBoxes(Float64Array.of(10, 10, 50, 30), Float64Array.of(14, 8, 62, 40))
  expect([...offsets].map((v) => Number(v.toFixed(6)))).toEqual([2, 2, 0.911608, 2.350018])
})

test('decoding undoes encoding (seed 20)', () => {
  const side = fc.double({ min: 1, max: 400, noNaN: true })
  const place = fc.double({ min: -200, max: 600, noNaN: true })
  const box = fc.tuple(place, place, side, side).map(([x, y, w, h]) => [x, y, x + w, y + h])
  fc.assert(
    fc.property(box, box, (anchor, target) => {
      // Beyond ln(1000/16) decoding cuts the size on purpose.
      fc.pre((target[2] - target[0]) / (anchor[2] - anchor[0]) < 60)
      fc.pre((target[3] - target[1]) / (anchor[3] - anchor[1]) < 60)
      const anchors = Float64Array.from(anchor)
      const offsets = encodeBoxes(anchors, Float64Array.from(target), undefined, new Float64Array(4))
      const back = decodeBoxes(anchors, offsets, undefined, new Float64Array(4))
      for (let k = 0; k < 4; k++) expect(Math.abs(back[k] - target[k])).toBeLessThan(1e-7)
    }),
    { seed: 20 },
  )
})

test('an empty ground truth and a wild offset stay finite', () => {
  const anchors = Float32Array.of(0, 0, 10, 10)
  expect([...encodeBoxes(anchors, Float32Array.of(3, 3, 3, 3))].every(Number.isFinite)).toBe(true)
  expect([...decodeBoxes(anchors, Float32Array.of(0, 0, 1e4, 1e4))]).toEqual([-307.5, -307.5, 317.5, 317.5])
})

test('the tensor form agrees with the flat one and its gradient stops beyond the cut', () => {
  const anchors = Float32Array.of(0, 0, 10, 20, 5, 5, 45, 25)
  const offsets = Float32Array.of(1, -2, 0.5, 1, -1, 2, 0.1, 400, 0.3, 0.4, -0.5, -1, 2, 1, 0, 0)
  const expected = [0, 8].flatMap((start) => [...decodeBoxes(anchors, offsets.subarray(start, start + 8))])
  const anchorTensor = tf.tensor2d(flatXyxyToCxcywh(anchors), [2, 4])
  const offsetTensor = tf.tensor3d(offsets, [2, 2, 4])
  const decoded = decodeOffsets(offsetTensor, anchorTensor)
  expect(decoded.shape).toEqual([2, 2, 4])
  for (const [i, value] of decoded.dataSync().entries()) expect(value).toBeCloseTo(expected[i], 3)
  const gradient = tf.grad((x) => tf.sum(tf.slice(decodeOffsets(x as tf.Tensor3D, anchorTensor), [0, 0, 2])))(
    offsetTensor,
  )
  const values = gradient.arraySync() as number[][][]
  // d(x2 + y2) / d offsets: 0.1 aw, 0.1 ah, then 0.2 times half the decoded size.
  expect(values[0][0][0]).toBeCloseTo(1, 5)
  expect(values[0][0][2]).toBeCloseTo(0.2 * 5 * Math.exp(0.1), 4)
  expect(values[0][1][3]).toBe(0)
})
