import '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { iouMatrix } from '../../../shared/geometry/iou'
import { createAnchors } from '../anchors/index'
import { encodeBoxes } from '../coding/boxCoder'
import { flatNumbers, goldenCases } from '../testing/goldens'
import { rankPairs } from './classScores'
import { detect, scaleDetections } from './detections'
import { nms } from './nms'
import { filterScores } from './scoreFilter'

const flat = (value: unknown) => Float64Array.from(flatNumbers(value))

describe('NMS', () => {
  test.each(goldenCases('geometry.json', 'nms'))('torchvision nms at $iou', (golden) => {
    const kept = nms(flat(golden.boxes), flat(golden.scores), null, golden.iou as number)
    expect([...kept]).toEqual(golden.keep)
  })
  test.each(goldenCases('geometry.json', 'classNms'))('torchvision batched_nms at $iou', (golden) => {
    const kept = nms(flat(golden.boxes), flat(golden.scores), flat(golden.classes), golden.iou as number)
    expect([...kept]).toEqual(golden.keep)
  })

  const coordinate = fc.integer({ min: 0, max: 30 })
  const side = fc.integer({ min: 0, max: 12 })
  const row = fc.tuple(
    coordinate,
    coordinate,
    side,
    side,
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 2 }),
  )

  test('equals striking out by the definition, ties included (seed 60)', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.constantFrom(0, 0.3, 0.5, 1), (rows, maxIou) => {
        const boxes = Float64Array.from(rows.flatMap(([x, y, w, h]) => [x, y, x + w, y + h]))
        const scores = rows.map((r) => r[4])
        const classes = rows.map((r) => r[5])
        const overlaps = iouMatrix(boxes, boxes)
        const struck = new Set<number>()
        const expected: number[] = []
        for (let score = 5; score >= 0; score--) {
          for (let i = 0; i < rows.length; i++) {
            if (scores[i] !== score || struck.has(i)) continue
            expected.push(i)
            for (let j = 0; j < rows.length; j++) {
              if (classes[j] === classes[i] && overlaps[i * rows.length + j] > maxIou) struck.add(j)
            }
          }
        }
        expect([...nms(boxes, scores, classes, maxIou)]).toEqual(expected)
      }),
      { seed: 60 },
    )
  })

  test('no boxes, and a limit', () => {
    expect(nms(new Float32Array(0), [], [], 0.5)).toHaveLength(0)
    const boxes = Float32Array.of(0, 0, 1, 1, 5, 5, 6, 6, 9, 9, 10, 10)
    expect([...nms(boxes, [0.1, 0.9, 0.5], null, 0.5, 2)]).toEqual([1, 2])
  })
})

describe('score filter', () => {
  const two = { numClasses: 2, scoring: 'sigmoid' } as const
  const raw = (logits: Float32Array) => ({ logits, offsets: new Float32Array(0), quality: null })

  test('keeps what is above the threshold, the best of each level, in order', () => {
    const logits = Float32Array.of(0, 1, 2, 3, Number.NaN, -9, 5, 0.5, 4, 6)
    const levels = [
      { start: 0, count: 3 },
      { start: 3, count: 2 },
    ]
    const found = filterScores(rankPairs(raw(logits), two, 0.5), 2, levels, 2)
    // Logits 5 and 0.5 of anchor 3, 4 and 6 of anchor 4; 2 and 3 of anchor 1.
    expect([...found.anchors]).toEqual([4, 3, 1, 1])
    expect([...found.classes]).toEqual([1, 0, 1, 0])
    expect(found.scores[3]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6)
  })
  test('thresholds 0 and 1 keep all and nothing', () => {
    const keptAt = (threshold: number) => {
      const pairs = rankPairs(raw(Float32Array.of(-50, 50)), { numClasses: 1, scoring: 'sigmoid' }, threshold)
      return filterScores(pairs, 1, [{ start: 0, count: 2 }], 10)
    }
    expect(keptAt(0).anchors).toHaveLength(2)
    expect(keptAt(1).anchors).toHaveLength(0)
  })
})

describe('detections', () => {
  const input = { width: 64, height: 48 }
  const anchors = createAnchors({ kind: 'retina', scale: 2, octaves: 1, ratios: [1] }, input, [8, 16])
  const rule = { numClasses: 2, scoring: 'sigmoid' } as const
  const options = {
    scoreThreshold: 0.5,
    nms: 'hard' as const,
    nmsIou: 0.5,
    softSigma: 0.5,
    maxDetections: 10,
    input,
  }

  function outputFor(wishes: { anchor: number; classIndex: number; logit: number; box: number[] }[]) {
    const logits = new Float32Array(anchors.numAnchors * 2).fill(-9)
    const offsets = new Float32Array(anchors.numAnchors * 4)
    for (const { anchor, classIndex, logit, box } of wishes) {
      logits[anchor * 2 + classIndex] = logit
      const corner = anchor * 4
      offsets.set(encodeBoxes(anchors.boxesXyxyPx.slice(corner, corner + 4), Float32Array.from(box)), corner)
    }
    return { logits, offsets, quality: null }
  }

  test('finds the boxes that were encoded, clipped, without repeats and slivers, best first', () => {
    const found = detect(
      outputFor([
        { anchor: 9, classIndex: 0, logit: 1, box: [4, 4, 24, 20] },
        { anchor: 10, classIndex: 0, logit: 2, box: [5, 4, 24, 20] },
        { anchor: 11, classIndex: 1, logit: 1.5, box: [5, 4, 24, 20] },
        { anchor: 50, classIndex: 1, logit: 3, box: [40, 30, 90, 60] },
        { anchor: 20, classIndex: 1, logit: 4, box: [63.5, 10, 90, 60] },
      ]),
      anchors,
      rule,
      options,
    )
    expect([...found.classes]).toEqual([1, 0, 1])
    const wanted = [40, 30, 64, 48, 5, 4, 24, 20, 5, 4, 24, 20]
    for (const [i, value] of found.boxesXyxyPx.entries()) expect(value).toBeCloseTo(wanted[i], 3)
    expect(found.scores[0]).toBeCloseTo(1 / (1 + Math.exp(-3)), 6)
    expect([...scaleDetections(found, 2, 0.5).boxesXyxyPx.slice(0, 4)].map(Math.round)).toEqual([
      80, 15, 128, 24,
    ])
  })
  test('a network with softmax and quality is read by its own rule', () => {
    const box = Float32Array.of(4, 4, 24, 20)
    const logits = new Float32Array(anchors.numAnchors * 3)
    for (let i = 0; i < logits.length; i += 3) logits[i] = 9
    const offsets = new Float32Array(anchors.numAnchors * 4)
    // Anchor 9: background, first and second class as 1 : 1 : 8; its box is good with 0.9.
    logits.set([0, 0, Math.log(8)], 9 * 3)
    offsets.set(encodeBoxes(anchors.boxesXyxyPx.slice(36, 40), box), 36)
    const quality = new Float32Array(anchors.numAnchors).fill(Math.log(9))
    const softmax = { numClasses: 2, scoring: 'softmax' } as const
    const found = detect({ logits, offsets, quality }, anchors, softmax, options)
    expect([...found.classes]).toEqual([1])
    expect(found.scores[0]).toBeCloseTo(Math.sqrt(0.8 * 0.9), 6)
    expect([...found.boxesXyxyPx].map(Math.round)).toEqual([4, 4, 24, 20])
    expect(() => detect({ logits, offsets, quality }, anchors, rule, options)).toThrow(RangeError)
  })
  test.each(['hard', 'soft', 'diou'] as const)('two boxes around one object under %s', (nms) => {
    // 20 x 16 px each, one moved by 5: IoU 15 / 25; DIoU 0.6 - 25 / (25^2 + 16^2) = 0.572.
    const output = outputFor([
      { anchor: 9, classIndex: 0, logit: 2, box: [4, 4, 24, 20] },
      { anchor: 10, classIndex: 0, logit: 1.9, box: [9, 4, 29, 20] },
    ])
    const { scores } = detect(output, anchors, rule, { ...options, nms, scoreThreshold: 0.3, nmsIou: 0.58 })
    const second = 1 / (1 + Math.exp(-1.9))
    const expected = { hard: [], soft: [second * 0.4867523], diou: [second] }[nms]
    expect(scores).toHaveLength(1 + expected.length)
    for (const [i, score] of expected.entries()) expect(scores[1 + i]).toBeCloseTo(score, 4)
  })
  test('nothing found is an empty list, outputs of another network are refused', () => {
    expect(detect(outputFor([]), anchors, rule, options).scores).toHaveLength(0)
    expect(() =>
      detect(
        { logits: new Float32Array(3), offsets: new Float32Array(4), quality: null },
        anchors,
        rule,
        options,
      ),
    ).toThrow(RangeError)
  })
})
