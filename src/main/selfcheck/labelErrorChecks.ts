import { z } from 'zod'
import { suspectScorers } from '../labelErrors/index'
import { objectLabScores } from '../labelErrors/objectLab'
import { FLOAT64 } from './tolerances'
import type { GoldenCheck } from './types'

const corners = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .transform(([x1, y1, x2, y2]) => ({ x1, y1, x2, y2 }))
const scored = z.array(z.array(z.number().nullable()))
const Case = z.looseObject({
  pictures: z.array(
    z.strictObject({
      width: z.number(),
      height: z.number(),
      labels: z.array(z.strictObject({ box: corners, classIndex: z.number() })),
      predictions: z.array(z.strictObject({ box: corners, classIndex: z.number(), score: z.number() })),
    }),
  ),
  minSimilarity: z.number(),
  overlooked: scored,
  badlyPlaced: scored,
  swapped: scored,
  pooled: z.strictObject({
    overlooked: z.array(z.number()),
    badlyPlaced: z.array(z.number()),
    swapped: z.array(z.number()),
  }),
  pictureScores: z.array(z.number()),
})
const fields = { overlooked: 'overlooked', 'badly-placed': 'badlyPlaced', swapped: 'swapped' } as const

/** cleanlab's scores of labels, of pictures by kind and of pictures; where it has none, ours must have none. */
export const labelErrorCheck: GoldenCheck = (golden) => {
  const data = Case.parse(golden)
  const ours = objectLabScores(data.pictures)
  const none = (values: readonly (number | null)[]) => values.map((value) => value ?? -1)
  return [
    {
      what: 'minSimilarity',
      actual: [ours.minSimilarity],
      expected: [data.minSimilarity],
      tolerance: FLOAT64,
    },
    ...suspectScorers.flatMap(({ kind }, index) => [
      {
        what: kind,
        actual: none(ours.byKind[index].flat().map(({ score }) => score)),
        expected: none(data[fields[kind]].flat()),
        tolerance: FLOAT64,
      },
      {
        what: `${kind} of pictures`,
        actual: ours.pooled[index],
        expected: data.pooled[fields[kind]],
        tolerance: FLOAT64,
      },
    ]),
    { what: 'pictures', actual: ours.pictures, expected: data.pictureScores, tolerance: FLOAT64 },
  ]
}
