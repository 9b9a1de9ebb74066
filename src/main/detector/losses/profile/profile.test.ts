import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../shared/random'
import { LossMap, LossProfile } from '../../../../shared/training/lossProfile'
import { createAnchors } from '../../anchors/index'
import type { TargetBatch } from '../../matching/targets'
import { lossMaps } from './lossMap'
import { countInto, emptyProfile } from './lossProfile'

const input = { width: 64, height: 32 }
const anchors = createAnchors({ kind: 'retina', scale: 2, octaves: 1, ratios: [1, 2] }, input, [16, 32])
const { numAnchors } = anchors

function targetsOf(positives: [row: number, classIndex: number][], ignored: number[]): TargetBatch {
  const anchorWeights = new Float32Array(numAnchors).fill(1)
  for (const row of ignored) anchorWeights[row] = 0
  return {
    batchSize: 1,
    numAnchors,
    positives: Int32Array.from(positives, ([row]) => row),
    positiveClasses: Int32Array.from(positives, ([, c]) => c),
    positiveBoxIndices: new Int32Array(positives.length),
    positiveOccluded: new Uint8Array(positives.length),
    positiveQualities: null,
    positiveAnchorsXyxyPx: new Float32Array(positives.length * 4),
    positiveBoxesXyxyPx: new Float32Array(positives.length * 4),
    anchorWeights,
    positivesPerImage: [positives.length],
  }
}

/** Focal loss by its definition. */
function focal(x: number, isPositive: boolean, alpha: number, gamma: number) {
  const p = 1 / (1 + Math.exp(-x))
  return isPositive ? -alpha * (1 - p) ** gamma * Math.log(p) : -(1 - alpha) * p ** gamma * Math.log(1 - p)
}

const random = createRandom(91)
const logits = Float32Array.from({ length: numAnchors * 3 }, () => random.next() * 12 - 8)
const targets = targetsOf([[3, 1]], [5])

describe('the loss profile', () => {
  const profile = emptyProfile()
  countInto(profile, { logits, numColumns: 3, targets, scoring: 'sigmoid' })

  test('counts each logit of each anchor that counts', () => {
    expect(LossProfile.parse(profile)).toEqual(profile)
    expect(profile.images).toBe(1)
    expect(profile.positives.reduce((a, b) => a + b, 0)).toBe(1)
    expect(profile.negatives.reduce((a, b) => a + b, 0)).toBe((numAnchors - 1) * 3 - 1)
  })

  test.each([
    [0.25, 2],
    [0.5, 0],
    [0.75, 5],
  ])('gives the focal loss of alpha %f and gamma %f within the width of its bins', (alpha, gamma) => {
    let exact = 0
    for (let row = 0; row < numAnchors; row++) {
      if (row === 5) continue
      for (let k = 0; k < 3; k++) exact += focal(logits[row * 3 + k], row === 3 && k === 1, alpha, gamma)
    }
    // The loss falls with x_t: its sum lies between those of the bins' ends.
    const sumAt = (shift: number) =>
      profile.positives.reduce((sum, count, i) => {
        const x = profile.from + (i + shift) * profile.width
        return (
          sum + count * focal(x, true, alpha, gamma) + profile.negatives[i] * focal(-x, false, alpha, gamma)
        )
      }, 0)
    expect(sumAt(0)).toBeGreaterThanOrEqual(exact)
    expect(sumAt(1)).toBeLessThanOrEqual(exact)
    expect(Math.abs(sumAt(0.5) - exact) / exact).toBeLessThan(0.05)
  })

  test('of a softmax counts anchors by the logit of the probability of their label', () => {
    const counts = emptyProfile()
    const rows = new Float32Array(numAnchors * 3)
    rows.set([2, -1, 0.5], 3 * 3)
    countInto(counts, { logits: rows, numColumns: 3, targets: targetsOf([[3, 1]], [5]), scoring: 'softmax' })
    const p = Math.exp(0.5) / (Math.exp(2) + Math.exp(-1) + Math.exp(0.5))
    const bin = Math.floor((Math.log(p / (1 - p)) + 16) / 0.25)
    expect(counts.positives[bin]).toBe(1)
    // Background at three equal logits: p = 1/3, logit -ln 2.
    expect(counts.negatives[Math.floor((16 - Math.log(2)) / 0.25)]).toBe(numAnchors - 2)
  })

  test('what lies beyond the bins goes into the outer ones', () => {
    const counts = emptyProfile()
    const rows = new Float32Array(numAnchors).fill(-99)
    rows[0] = 99
    countInto(counts, { logits: rows, numColumns: 1, targets: targetsOf([], []), scoring: 'sigmoid' })
    expect([counts.negatives[0], counts.negatives.at(-1)]).toEqual([1, numAnchors - 1])
  })
})

describe('the loss map', () => {
  test('sums (1 - p_t)^gamma over the anchors and classes of a cell', () => {
    const maps = lossMaps({ logits, numColumns: 3, targets, scoring: 'sigmoid' }, anchors, 2, input)
    expect(maps.map((map) => LossMap.parse(map))).toEqual(maps)
    const [map] = maps
    expect(map.levels.map(({ rows, columns }) => [rows, columns])).toEqual([
      [2, 4],
      [1, 2],
    ])
    const sums: number[] = []
    for (let cell = 0; cell < 10; cell++) {
      let sum = 0
      for (const row of [cell * 2, cell * 2 + 1]) {
        if (row === 5) continue
        for (let k = 0; k < 3; k++) {
          const p = 1 / (1 + Math.exp(-logits[row * 3 + k]))
          sum += (row === 3 && k === 1 ? 1 - p : p) ** 2
        }
      }
      sums.push(sum)
    }
    const values = map.levels.flatMap((level) => level.values)
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(sums[i] / Math.max(...sums), 4)
  })

  test('gamma 0 counts all alike, nothing that counts is 0', () => {
    const ignored = Array.from({ length: numAnchors }, (_, i) => i)
    const zeros = { logits, numColumns: 3, scoring: 'sigmoid' as const }
    const [even] = lossMaps({ ...zeros, targets: targetsOf([], []) }, anchors, 0, input)
    expect(even.levels.flatMap(({ values }) => values).every((value) => value === 1)).toBe(true)
    const [empty] = lossMaps({ ...zeros, targets: targetsOf([], ignored) }, anchors, 2, input)
    expect(empty.levels.flatMap(({ values }) => values).every((value) => value === 0)).toBe(true)
  })
})
