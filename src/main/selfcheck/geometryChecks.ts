import { giouMatrix, iouMatrix } from '../../shared/geometry/iou'
import { placeAnchors } from '../detector/anchors/place'
import { ssdLevels } from '../detector/anchors/ssd'
import { decodeBoxes, encodeBoxes } from '../detector/coding/boxCoder'
import { type ForceMode, matchFromQuality } from '../detector/matching/qualityMatcher'
import { nms } from '../detector/postprocess/nms'
import { listField, numberField, numbersField } from './goldenFields'
import type { GoldenCase } from './readGolden'
import { EXACT, FLOAT64, float32Pixels } from './tolerances'
import type { GoldenCheck } from './types'

export const iouMatrixCheck: GoldenCheck = (golden) => [
  compareValue(golden, iouMatrix(numbersField(golden, 'a'), numbersField(golden, 'b'))),
]

export const giouMatrixCheck: GoldenCheck = (golden) => [
  compareValue(golden, giouMatrix(numbersField(golden, 'a'), numbersField(golden, 'b'))),
]

export const encodeCheck: GoldenCheck = (golden) => {
  const boxes = numbersField(golden, 'boxes')
  const out = new Float64Array(boxes.length)
  encodeBoxes(numbersField(golden, 'anchors'), boxes, variancesOf(golden), out)
  return [compareValue(golden, out)]
}

export const decodeCheck: GoldenCheck = (golden) => {
  const deltas = numbersField(golden, 'deltas')
  const out = new Float64Array(deltas.length)
  decodeBoxes(numbersField(golden, 'anchors'), deltas, variancesOf(golden), out)
  return [compareValue(golden, out)]
}

/** torchvision's nms and batched_nms: which boxes are kept, in order. */
export const nmsCheck: GoldenCheck = (golden) => {
  const classes = golden.classes === undefined ? null : numbersField(golden, 'classes')
  const boxes = numbersField(golden, 'boxes')
  const kept = nms(boxes, numbersField(golden, 'scores'), classes, numberField(golden, 'iou'))
  return [{ what: 'keep', actual: kept, expected: golden.keep, tolerance: EXACT }]
}

/** torchvision's DefaultBoxGenerator: the count, a sample, and the mean of each corner. */
export const defaultBoxesCheck: GoldenCheck = (golden) => {
  const imageSize = numberField(golden, 'imageSize')
  const ratios = listField(golden, 'aspectRatios') as number[][]
  const grids = Array.from(numbersField(golden, 'grids'))
  const scales = Array.from(numbersField(golden, 'scales'))
  const { boxesXyxyPx, numAnchors } = placeAnchors(ssdLevels(imageSize, grids, scales, ratios))
  const sample = Array.from(numbersField(golden, 'sampleIndex')).flatMap((index) =>
    Array.from(boxesXyxyPx.subarray(index * 4, index * 4 + 4)),
  )
  const means = [0, 0, 0, 0]
  for (const [i, value] of boxesXyxyPx.entries()) means[i % 4] += value / numAnchors
  const tolerance = float32Pixels(imageSize)
  return [
    { what: 'count', actual: [numAnchors], expected: golden.count, tolerance: EXACT },
    { what: 'sample', actual: sample, expected: golden.sample, tolerance },
    // As means: a sum of thousands of pixels says nothing of a box.
    {
      what: 'sum / count',
      actual: means,
      expected: Array.from(numbersField(golden, 'sum'), (sum) => sum / numAnchors),
      tolerance,
    },
  ]
}

/** torchvision's Matcher. */
export const matchCheck: GoldenCheck = (golden) => {
  const positiveIou = numberField(golden, 'high')
  const negativeIou = numberField(golden, 'low')
  return matchWith(golden, positiveIou, negativeIou, golden.allowLowQuality === true ? 'allTies' : 'none')
}

/** torchvision's SSDMatcher. */
export const ssdMatchCheck: GoldenCheck = (golden) => {
  const threshold = numberField(golden, 'threshold')
  return matchWith(golden, threshold, threshold, 'lastWins')
}

function matchWith(golden: GoldenCase, positiveIou: number, negativeIou: number, force: ForceMode) {
  const numBoxes = listField(golden, 'quality').length
  const numAnchors = listField(golden, 'value').length
  const labels = matchFromQuality(numbersField(golden, 'quality'), numBoxes, numAnchors, {
    positiveIou,
    negativeIou,
    force,
  })
  return [{ what: 'value', actual: labels, expected: golden.value, tolerance: EXACT }]
}

function compareValue(golden: GoldenCase, actual: Float64Array) {
  return { what: 'value', actual, expected: golden.value, tolerance: FLOAT64 }
}

/** torchvision's weights are one over the variances. */
function variancesOf(golden: GoldenCase): number[] {
  return Array.from(numbersField(golden, 'weights'), (weight) => 1 / weight)
}
