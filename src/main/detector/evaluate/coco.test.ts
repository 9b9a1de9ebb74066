import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goldenInput } from '../testing/evaluationInput'
import { goldenCases } from '../testing/goldens'
import { evaluateCoco } from './coco'
import type { EvaluationInput, Xywh } from './types'

const NAMES = [
  'AP',
  'AP50',
  'AP75',
  'APsmall',
  'APmedium',
  'APlarge',
  'AR1',
  'AR10',
  'AR100',
  'ARsmall',
  'ARmedium',
  'ARlarge',
] as const

/** pycocotools' 12 numbers, -1 where undefined. */
function stats(input: EvaluationInput): number[] {
  const { figures } = evaluateCoco(input)
  return NAMES.map((name) => figures[name] ?? -1)
}

function expectClose(actual: number[], wanted: number[], digits: number) {
  expect(actual).toHaveLength(wanted.length)
  for (const [i, value] of wanted.entries()) expect(actual[i], `${NAMES[i]}`).toBeCloseTo(value, digits)
}

describe('against pycocotools', () => {
  test.each(
    [...goldenCases('coco-eval.json'), ...goldenCases('more-coco-eval.json')].map((golden, i) => ({
      i,
      golden,
    })),
  )('data set $i', ({ golden }) => {
    const input = goldenInput(golden)
    const wanted = golden.stats as Record<string, number>
    expectClose(
      stats(input),
      NAMES.map((name) => wanted[name]),
      12,
    )
    const { perClass } = evaluateCoco(input)
    expectClose(
      perClass.map(({ AP }) => AP ?? -1),
      golden.apPerClass as number[],
      12,
    )
  })

  const truth = (xywh: Xywh, isCrowd = false) => ({ image: 0, classIndex: 0, xywh, isCrowd })
  const detection = (xywh: Xywh, score: number, classIndex = 0) => ({ image: 0, classIndex, xywh, score })
  const one = (
    truths: EvaluationInput['truths'],
    detections: EvaluationInput['detections'],
    numClasses = 1,
  ) => ({
    numImages: 1,
    numClasses,
    truths,
    detections,
  })
  const named: [string, EvaluationInput, number[]][] = [
    [
      'A: a false positive between two hits',
      one(
        [truth([10, 10, 100, 100]), truth([200, 200, 100, 100])],
        [
          detection([10, 10, 100, 100], 0.9),
          detection([400, 300, 50, 50], 0.8),
          detection([200, 200, 100, 100], 0.7),
        ],
      ),
      [0.834983, 0.834983, 0.834983, -1, -1, 1, 0.5, 1, 1, -1, -1, 1],
    ],
    [
      'B: IoU exactly at thresholds',
      one(
        [truth([0, 0, 100, 100]), truth([200, 0, 100, 100])],
        [detection([0, 0, 100, 60], 0.9), detection([200, 0, 100, 80], 0.8)],
      ),
      [0.40099, 1, 0.252475, -1, -1, 0.50198, 0.15, 0.5, 0.5, -1, -1, 0.5],
    ],
    [
      'C: detections in a crowd use up the limit but cost nothing',
      one(
        [truth([0, 0, 50, 50]), truth([100, 100, 200, 200], true)],
        [
          detection([120, 120, 30, 30], 0.95),
          detection([150, 150, 30, 30], 0.94),
          detection([0, 0, 50, 50], 0.9),
        ],
      ),
      [1, 1, 1, -1, 1, -1, 0, 1, 1, -1, 1, -1],
    ],
    [
      'E: 1024 px2 is small and medium',
      one(
        [truth([0, 0, 32, 32]), truth([100, 100, 20, 20]), truth([200, 200, 100, 100])],
        [
          detection([0, 0, 32, 32], 0.9),
          detection([100, 100, 20, 20], 0.8),
          detection([200, 200, 100, 100], 0.7),
          detection([300, 300, 10, 10], 0.85),
        ],
      ),
      [0.834158, 0.834158, 0.834158, 0.834983, 1, 1, 0.333333, 1, 1, 1, 1, 1],
    ],
    [
      'F: ties and duplicates',
      one(
        [truth([0, 0, 100, 100]), truth([50, 0, 100, 100])],
        [
          detection([25, 0, 100, 100], 0.9),
          detection([0, 0, 100, 100], 0.9),
          detection([50, 0, 100, 100], 0.5),
        ],
      ),
      [0.766667, 1, 0.666667, -1, -1, 0.766667, 0.15, 1, 1, -1, -1, 1],
    ],
    [
      'G: a class with detections but no ground truth is left out',
      one([truth([0, 0, 40, 40])], [detection([0, 0, 40, 40], 0.9), detection([9, 9, 30, 30], 0.8, 1)], 2),
      [1, 1, 1, -1, 1, -1, 1, 1, 1, -1, 1, -1],
    ],
  ]
  test.each(named)('%s', (_name, input, wanted) => expectClose(stats(input), wanted, 6))
})

test('no ground truth: nothing is defined; no detections: zero', () => {
  expect(stats({ numImages: 0, numClasses: 0, truths: [], detections: [] })).toEqual(NAMES.map(() => -1))
  const truths = [{ image: 0, classIndex: 0, xywh: [0, 0, 20, 20] as Xywh }]
  const { figures, perClass } = evaluateCoco({ numImages: 1, numClasses: 2, truths, detections: [] })
  expect(figures).toMatchObject({ AP: 0, AP50: 0, APsmall: 0, APlarge: null, AR100: 0 })
  expect(perClass).toEqual([
    { AP: 0, AP50: 0 },
    { AP: null, AP50: null },
  ])
})

test('a difficult box counts neither as found nor as missed', () => {
  const easy = { image: 0, classIndex: 0, xywh: [0, 0, 20, 20] as Xywh }
  const hard = { image: 0, classIndex: 0, xywh: [50, 50, 20, 20] as Xywh, isIgnored: true }
  const detections = [easy, hard].map((box, i) => ({ ...box, score: 0.9 - i / 10 }))
  const input = { numImages: 1, numClasses: 1, truths: [easy, hard], detections }
  expect(evaluateCoco(input).figures.AP).toBe(1)
  expect(evaluateCoco({ ...input, detections: detections.slice(0, 1) }).figures.AR100).toBe(1)
})

test('the order of images, boxes and detections does not matter (seed 70)', () => {
  const side = fc.integer({ min: 5, max: 60 })
  const xywh = fc.tuple(side, side, side, side).map((box): Xywh => box)
  const place = { image: fc.integer({ min: 0, max: 3 }), classIndex: fc.integer({ min: 0, max: 1 }), xywh }
  const truths = fc.array(fc.record({ ...place, isCrowd: fc.boolean() }), { maxLength: 12 })
  const boxes = fc.array(fc.record(place), { maxLength: 15 })
  const order = fc.array(fc.double({ noNaN: true }), { minLength: 40, maxLength: 40 })
  fc.assert(
    fc.property(truths, boxes, order, (truthList, boxList, keys) => {
      // Distinct scores: among equal ones COCO goes by order.
      const detections = boxList.map((box, i) => ({ ...box, score: (i + 1) / 20 }))
      const shuffle = <T>(items: readonly T[]) =>
        items
          .map((item, i) => ({ item, key: keys[i] }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item)
      const images = shuffle([0, 1, 2, 3])
      const moved = <T extends { image: number }>(items: T[]) =>
        shuffle(items).map((item) => ({ ...item, image: images[item.image] }))
      const base = { numImages: 4, numClasses: 2 }
      const plain = stats({ ...base, truths: truthList, detections })
      expectClose(stats({ ...base, truths: moved(truthList), detections: moved(detections) }), plain, 12)
    }),
    { seed: 70 },
  )
})
