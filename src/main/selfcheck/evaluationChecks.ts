import { z } from 'zod'
import { calibrationError, fitTemperature, reliability, tempered } from '../../shared/evaluation/calibration'

import { evaluateCoco, matchClasses } from '../detector/evaluate/coco'
import { rankMatches } from '../detector/evaluate/rankedMatches'
import { evaluateTide, TIDE_KINDS } from '../detector/evaluate/tide'
import type { EvaluationInput } from '../detector/evaluate/types'
import { type ApName, meanAp, weightedAp } from '../detector/evaluate/weightedAp'
import { numbersField } from './goldenFields'
import type { GoldenCase } from './readGolden'
import { EXACT, FLOAT64 } from './tolerances'
import type { GoldenCheck } from './types'

const xywh = z.tuple([z.number(), z.number(), z.number(), z.number()])
const place = { image_id: z.number(), category_id: z.number(), bbox: xywh }
const figures = z.record(z.string(), z.number().nullable())

const DataSet = z.looseObject({
  images: z.number().int().nonnegative(),
  classes: z.number().int().nonnegative(),
  groundTruth: z.array(
    z.looseObject({ ...place, iscrowd: z.number().optional(), area: z.number().optional() }),
  ),
  detections: z.array(z.looseObject({ ...place, score: z.number() })),
})
const CocoCase = DataSet.extend({ stats: figures, apPerClass: z.array(z.number().nullable()).optional() })
const TideCase = DataSet.extend({
  ap50: z.number(),
  dAP: figures,
  special: z.looseObject({ FalsePos: z.number(), FalseNeg: z.number() }),
  counts: figures,
})

const WeightedCase = DataSet.extend({
  weighted: z.array(
    z.strictObject({
      weights: z.array(z.number()),
      AP: z.number(),
      AP50: z.number(),
      APsmall: z.number(),
      APmedium: z.number(),
      APlarge: z.number(),
      apPerClass: z.array(z.number()),
    }),
  ),
})

/** pycocotools' figures; where it writes -1, ours is undefined. */
export const cocoCheck: GoldenCheck = (golden) => {
  const data = CocoCase.parse(golden)
  const report = evaluateCoco(inputOf(data))
  const ours: Record<string, number | null> = report.figures
  const names = Object.keys(data.stats)
  const comparisons = [
    {
      what: names.join(' '),
      actual: names.map((name) => orMinusOne(name in ours ? ours[name] : Number.NaN)),
      expected: names.map((name) => data.stats[name]),
      tolerance: FLOAT64,
    },
  ]
  if (data.apPerClass === undefined) return comparisons
  const actual = report.perClass.map(({ AP }) => orMinusOne(AP))
  return [...comparisons, { what: 'apPerClass', actual, expected: data.apPerClass, tolerance: FLOAT64 }]
}

/** tidecv's AP, gains and counts. */
export const tideCheck: GoldenCheck = (golden) => {
  const data = TideCase.parse(golden)
  const report = evaluateTide(inputOf(data))
  return [
    { what: 'ap50', actual: [report.ap50], expected: data.ap50, tolerance: FLOAT64 },
    {
      what: `dAP ${TIDE_KINDS.join(' ')}`,
      actual: TIDE_KINDS.map((kind) => report.figures[kind]),
      expected: TIDE_KINDS.map((kind) => data.dAP[kind]),
      tolerance: FLOAT64,
    },
    {
      what: 'special',
      actual: [report.figures.FP, report.figures.FN],
      expected: [data.special.FalsePos, data.special.FalseNeg],
      tolerance: FLOAT64,
    },
    {
      what: `counts ${TIDE_KINDS.join(' ')}`,
      actual: TIDE_KINDS.map((kind) => report.counts[kind]),
      expected: TIDE_KINDS.map((kind) => data.counts[kind]),
      tolerance: EXACT,
    },
  ]
}

/** pycocotools' AP of a data set whose images are repeated: what a bootstrap computes from matches alone. */
export const weightedApCheck: GoldenCheck = (golden) => {
  const data = WeightedCase.parse(golden)
  const ranked = rankMatches(matchClasses(inputOf(data)))
  return data.weighted.flatMap(({ weights, apPerClass, ...figures }) => {
    const perClass = weightedAp(ranked, Uint32Array.from(weights))
    const overall = meanAp(perClass)
    const names = Object.keys(figures) as ApName[]
    return [
      {
        what: names.join(' '),
        actual: names.map((name) => orMinusOne(overall[name])),
        expected: names.map((name) => figures[name]),
        tolerance: FLOAT64,
      },
      {
        what: 'apPerClass',
        actual: perClass.map(({ AP }) => orMinusOne(AP)),
        expected: apPerClass,
        tolerance: FLOAT64,
      },
    ]
  })
}

/** The temperature of a search in NumPy, which ends where the loss is flat to its last digit; errors as exactly as it is. */
export const temperatureCheck: GoldenCheck = (golden) => {
  const scores = [...numbersField(golden, 'scores')]
  const isTrue = [...numbersField(golden, 'isTrue')]
  const temperature = fitTemperature({ scores, isTrue }) ?? Number.NaN
  const after = scores.map((score) => tempered(score, temperature))
  const tolerance = { absolute: 1e-6, relative: 1e-6 }
  return [
    { what: 'temperature', actual: [temperature], expected: golden.temperature, tolerance },
    {
      what: 'errorBefore',
      actual: [calibrationError(reliability({ scores, isTrue })) ?? Number.NaN],
      expected: golden.errorBefore,
      tolerance: FLOAT64,
    },
    {
      what: 'errorAfter',
      actual: [calibrationError(reliability({ scores: after, isTrue })) ?? Number.NaN],
      expected: golden.errorAfter,
      tolerance,
    },
  ]
}

/** Cases of these two kinds carry no name: what they hold tells them apart. */
export function unnamedKind(golden: GoldenCase): 'cocoEval' | 'tide' | null {
  if ('stats' in golden) return 'cocoEval'
  return 'dAP' in golden ? 'tide' : null
}

function orMinusOne(value: number | null): number {
  return value ?? -1
}

/** Numbers images and classes from 0: ids 1 .. n as the file counts them, and any other that its boxes name. */
function inputOf(data: z.infer<typeof DataSet>): EvaluationInput {
  const boxes = [...data.groundTruth, ...data.detections]
  const images = indexOfIds(
    data.images,
    boxes.map((box) => box.image_id),
  )
  const classes = indexOfIds(
    data.classes,
    boxes.map((box) => box.category_id),
  )
  const placeOf = (box: (typeof boxes)[number]) => ({
    image: images.get(box.image_id) as number,
    classIndex: classes.get(box.category_id) as number,
    xywh: box.bbox,
  })
  return {
    numImages: images.size,
    numClasses: classes.size,
    truths: data.groundTruth.map((box) => ({
      ...placeOf(box),
      isCrowd: box.iscrowd === 1,
      areaPx: box.area,
    })),
    detections: data.detections.map((box) => ({ ...placeOf(box), score: box.score })),
  }
}

function indexOfIds(count: number, seen: readonly number[]): Map<number, number> {
  const ids = new Set([...Array.from({ length: count }, (_, i) => i + 1), ...seen])
  return new Map([...ids].sort((a, b) => a - b).map((id, index) => [id, index]))
}
