import { meanOrNull, RECALLS } from '../../../shared/evaluation/curve'
import type { Interval } from '../../../shared/evaluation/schema'
import { type BootstrapOptions, bootstrap, type Figures } from './bootstrap'
import { IOU_THRESHOLDS } from './coco'
import type { RankedArea, RankedClass } from './rankedMatches'

export type ApName = 'AP' | 'AP50' | 'APsmall' | 'APmedium' | 'APlarge'
/** AP of one class, or of all: over IoU 0.5 to 0.95, at 0.5, and by area; null where undefined. */
export type ApFigures = Figures<ApName>

/**
 * AP by class where image i counts weights[i] times (whole numbers): equal to evaluateCoco on a set that holds it that
 * often, its copies one after another.
 */
export function weightedAp(classes: readonly RankedClass[], weights: Uint32Array): ApFigures[] {
  return classes.map(({ all, small, medium, large }) => ({
    ...areaAp(all, weights),
    APsmall: areaAp(small, weights).AP,
    APmedium: areaAp(medium, weights).AP,
    APlarge: areaAp(large, weights).AP,
  }))
}

/** Mean over the classes where a figure is defined. */
export function meanAp(perClass: readonly ApFigures[]): ApFigures {
  const mean = (name: ApName) => meanOrNull(perClass.flatMap((figures) => figures[name] ?? []))
  return {
    AP: mean('AP'),
    AP50: mean('AP50'),
    APsmall: mean('APsmall'),
    APmedium: mean('APmedium'),
    APlarge: mean('APlarge'),
  }
}

export interface ApIntervals {
  overall: Record<ApName, Interval>
  perClass: Record<ApName, Interval>[]
}

/** Intervals of AP over resampled images. */
export async function bootstrapAp(
  classes: readonly RankedClass[],
  numImages: number,
  options: BootstrapOptions,
): Promise<ApIntervals> {
  const figuresAt = (weights: Uint32Array) => {
    const perClass = weightedAp(classes, weights)
    return [meanAp(perClass), ...perClass]
  }
  const [overall, ...perClass] = await bootstrap<ApName>(numImages, figuresAt, options)
  return { overall, perClass }
}

const NUM_IOUS = IOU_THRESHOLDS.length

/** AP of one class under one area range; null where no ground truth is drawn. */
export function areaAp(ranked: RankedArea, weights: Uint32Array): Pick<ApFigures, 'AP' | 'AP50'> {
  const { truthImages, truthCounts } = ranked
  let numTruths = 0
  for (let i = 0; i < truthImages.length; i++) numTruths += truthCounts[i] * weights[truthImages[i]]
  if (numTruths === 0) return { AP: null, AP50: null }
  const ap = interpolatedAp(ranked, weights, numTruths)
  return { AP: meanOrNull(ap), AP50: ap[0] }
}

/**
 * [T] mean interpolated precision. From the last detection to the first, so that the highest precision at a recall or
 * beyond is the highest met so far.
 */
function interpolatedAp(ranked: RankedArea, weights: Uint32Array, numTruths: number): Float64Array {
  const { image, isTrue, isIgnored, tieStart } = ranked
  const totals = countAll(ranked, weights)
  const { found, ignored } = totals
  let { all } = totals
  const envelope = new Float64Array(NUM_IOUS)
  const sum = new Float64Array(NUM_IOUS)
  const point = new Int32Array(NUM_IOUS).fill(RECALLS.length - 1)
  let start = image.length
  for (let d = start - 1; d >= 0; d = start - 1) {
    const weight = weights[image[d]]
    start = tieStart[d]
    // Copies of an image take turns where some of its detections tie and not all fared alike.
    const turns = start === d ? 1 : weight
    const each = start === d ? weight : 1
    for (let turn = 0; turn < turns && weight > 0; turn++) {
      for (let i = d; i >= start; i--) {
        for (let rest = isTrue[i]; rest !== 0; rest &= rest - 1) {
          const t = lowestBit(rest)
          const recall = found[t] / numTruths
          while (point[t] >= 0 && RECALLS[point[t]] > recall) {
            sum[t] += envelope[t]
            point[t]--
          }
          const precision = found[t] / (all - ignored[t])
          if (precision > envelope[t]) envelope[t] = precision
          found[t] -= each
        }
        for (let rest = isIgnored[i]; rest !== 0; rest &= rest - 1) ignored[lowestBit(rest)] -= each
        all -= each
      }
    }
  }
  return sum.map((each, t) => (each + (point[t] + 1) * envelope[t]) / RECALLS.length)
}

interface Totals {
  /** Detections, and by threshold the true ones and those that count neither way. */
  all: number
  found: Float64Array
  ignored: Float64Array
}

function countAll({ image, isTrue, isIgnored }: RankedArea, weights: Uint32Array): Totals {
  const totals = { all: 0, found: new Float64Array(NUM_IOUS), ignored: new Float64Array(NUM_IOUS) }
  for (let d = 0; d < image.length; d++) {
    const weight = weights[image[d]]
    totals.all += weight
    for (let rest = isTrue[d]; rest !== 0; rest &= rest - 1) totals.found[lowestBit(rest)] += weight
    for (let rest = isIgnored[d]; rest !== 0; rest &= rest - 1) totals.ignored[lowestBit(rest)] += weight
  }
  return totals
}

/** Place of the lowest bit that is set. */
const lowestBit = (bits: number) => 31 - Math.clz32(bits & -bits)
