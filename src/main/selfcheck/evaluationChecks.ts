import { z } from 'zod'
import { evaluateCoco } from '../detector/evaluate/coco'
import { evaluateTide, TIDE_KINDS } from '../detector/evaluate/tide'
import type { EvaluationInput } from '../detector/evaluate/types'
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
