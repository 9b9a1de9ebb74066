import { expect, it } from 'vitest'
import { z } from 'zod'
import { goldenCases } from '../detector/testing/goldens'
import { objectLabScores } from './objectLab'
import { poolScores } from './pictureScore'

const scored = z.array(z.array(z.number().nullable()))
const box = z.tuple([z.number(), z.number(), z.number(), z.number()])
const Case = z.looseObject({
  name: z.string(),
  pictures: z.array(
    z.strictObject({
      width: z.number(),
      height: z.number(),
      labels: z.array(z.strictObject({ box, classIndex: z.number() })),
      predictions: z.array(z.strictObject({ box, classIndex: z.number(), score: z.number() })),
    }),
  ),
  minSimilarity: z.number(),
  overlooked: scored,
  badlyPlaced: scored,
  swapped: scored,
  pooled: z.record(z.string(), z.array(z.number())),
  pictureScores: z.array(z.number()),
})

const corners = <T extends { box: [number, number, number, number] }>(entry: T) => {
  const [x1, y1, x2, y2] = entry.box
  return { ...entry, box: { x1, y1, x2, y2 } }
}

const expectClose = (actual: (number | null)[], expected: (number | null)[]) => {
  expect(actual.map((value) => value === null)).toEqual(expected.map((value) => value === null))
  actual.forEach((value, i) => {
    expect(value ?? 0).toBeCloseTo(expected[i] ?? 0, 12)
  })
}

it.each(goldenCases('label-errors.json').map((golden) => Case.parse(golden)))(
  'scores labels as cleanlab does: $name',
  (golden) => {
    const pictures = golden.pictures.map((picture) => ({
      ...picture,
      labels: picture.labels.map(corners),
      predictions: picture.predictions.map(corners),
    }))
    const ours = objectLabScores(pictures)
    expect(ours.minSimilarity).toBeCloseTo(golden.minSimilarity, 15)
    const kinds = [golden.overlooked, golden.badlyPlaced, golden.swapped]
    ours.byKind.forEach((byPicture, kind) => {
      byPicture.forEach((scores, picture) => {
        expectClose(
          scores.map(({ score }) => score),
          kinds[kind][picture],
        )
      })
    })
    const { overlooked, badlyPlaced, swapped } = golden.pooled
    expectClose(ours.pooled.flat(), [...overlooked, ...badlyPlaced, ...swapped])
    expectClose(ours.pictures, golden.pictureScores)
  },
)

it('does not mind how large the pictures are', () => {
  const at = (scale: number) =>
    objectLabScores([
      {
        width: 640 * scale,
        height: 320 * scale,
        labels: [{ box: { x1: 0, y1: 0, x2: 100 * scale, y2: 100 * scale }, classIndex: 0 }],
        predictions: [
          { box: { x1: 30 * scale, y1: 0, x2: 130 * scale, y2: 100 * scale }, classIndex: 0, score: 0.9 },
        ],
      },
    ]).byKind[1][0][0].score
  // IoU 70 / 130; the centres are 30 px apart: 0.9 * 7/13 + 0.1 exp(-3).
  expect(at(1)).toBeCloseTo((0.9 * 7) / 13 + 0.1 * Math.exp(-3), 12)
  expect(at(4)).toBeCloseTo(at(1) ?? 0, 12)
})

it('pools by a soft minimum', () => {
  // Weights 1 and exp(-10) for 0 and 1.
  expect(poolScores([0, null, 1])).toBeCloseTo(Math.exp(-10) / (1 + Math.exp(-10)), 15)
  expect(poolScores([null])).toBe(1)
})
