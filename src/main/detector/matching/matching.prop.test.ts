import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { iouMatrix } from '../../../shared/geometry/iou'
import { coverage } from '../anchors/coverage'
import { createAnchors } from '../anchors/index'
import { flatNumbers, goldenCases } from '../testing/goldens'
import { matchAnchors } from './iouMatcher'
import { matchFromQuality } from './qualityMatcher'
import { NEGATIVE } from './types'

const spec = { kind: 'retina' as const, scale: 3, octaves: 3, ratios: [0.5, 1, 2] }
const anchors = createAnchors(spec, { width: 160, height: 96 }, [8, 16, 32, 64])

// Whole pixels among them: exact ties between boxes and between anchors must come up.
const coordinate = fc.oneof(
  fc.integer({ min: -20, max: 170 }),
  fc.double({ min: -20, max: 170, noNaN: true }),
)
const side = fc.oneof(fc.integer({ min: 0, max: 150 }), fc.double({ min: 0.01, max: 150, noNaN: true }))
const boxes = fc
  .array(fc.tuple(coordinate, coordinate, side, side), { maxLength: 12 })
  .map((list) => Float32Array.from(list.flatMap(([x, y, w, h]) => [x, y, x + w, y + h])))
const threshold = fc.constantFrom(0, 0.1, 0.3, 0.4, 0.5, 0.7, 1)

describe('matchAnchors', () => {
  test('equals matching on the full table of IoUs (seed 30)', () => {
    fc.assert(
      fc.property(boxes, threshold, threshold, fc.boolean(), (groundTruth, a, b, forceMatch) => {
        const options = { positiveIou: Math.max(a, b), negativeIou: Math.min(a, b), forceMatch }
        const expected = matchFromQuality(
          iouMatrix(groundTruth, anchors.boxesXyxyPx),
          groundTruth.length / 4,
          anchors.numAnchors,
          { ...options, force: forceMatch ? 'bipartite' : 'none' },
        )
        expect(matchAnchors(anchors, groundTruth, options)).toEqual(expected)
      }),
      { seed: 30, numRuns: 300 },
    )
  })

  test('each ground truth that touches an anchor keeps one of its own (seed 31)', () => {
    fc.assert(
      fc.property(boxes, (groundTruth) => {
        const labels = matchAnchors(anchors, groundTruth, {
          positiveIou: 0.5,
          negativeIou: 0.4,
          forceMatch: true,
        })
        const owners = new Set(labels)
        for (let g = 0; g < groundTruth.length / 4; g++) {
          const touches = coverage(anchors, groundTruth.slice(g * 4, g * 4 + 4), 1e-9) === 1
          expect(owners.has(g)).toBe(touches)
        }
      }),
      { seed: 31 },
    )
  })

  test('many copies of one box get as many anchors', () => {
    const groundTruth = Float32Array.from(Array.from({ length: 9 }, () => [40, 40, 70, 70]).flat())
    const labels = matchAnchors(anchors, groundTruth, {
      positiveIou: 0.99,
      negativeIou: 0.4,
      forceMatch: true,
    })
    expect(new Set([...labels].filter((label) => label >= 0)).size).toBe(9)
  })

  test('no ground truth: all negative', () => {
    const labels = matchAnchors(anchors, new Float32Array(0), {
      positiveIou: 0.5,
      negativeIou: 0.4,
      forceMatch: true,
    })
    expect(labels.every((label) => label === NEGATIVE)).toBe(true)
  })
})

describe('parity with torchvision', () => {
  test.each(goldenCases('geometry.json', 'match'))(
    'Matcher $high / $low, low quality $allowLowQuality',
    (golden) => {
      const rows = golden.quality as number[][]
      const labels = matchFromQuality(flatNumbers(rows), rows.length, rows[0].length, {
        positiveIou: golden.high as number,
        negativeIou: golden.low as number,
        force: golden.allowLowQuality === true ? 'allTies' : 'none',
      })
      expect([...labels]).toEqual(golden.value)
    },
  )
  test.each(goldenCases('geometry.json', 'ssdMatch'))('SSDMatcher $threshold', (golden) => {
    const rows = golden.quality as number[][]
    const labels = matchFromQuality(flatNumbers(rows), rows.length, rows[0].length, {
      positiveIou: golden.threshold as number,
      negativeIou: golden.threshold as number,
      force: 'lastWins',
    })
    expect([...labels]).toEqual(golden.value)
  })
})
