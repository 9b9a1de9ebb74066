import type { ClassOutcomes } from '../../../shared/evaluation/threshold'
import { AREA_RANGES, IOU_THRESHOLDS, MAX_DETECTIONS } from './coco'
import { matchImage, pairUp } from './cocoMatch'
import { byImage, type EvaluationInput } from './types'

/** One class: its detections by falling score over all pictures, equal scores in order of the pictures. */
interface RankedClass {
  /** [D] */
  image: Int32Array
  score: Float64Array
  /** [D] bit t: true at COCO's t-th IoU threshold. */
  isTrue: Uint16Array
  /** [D] bit t: counts neither way there. */
  isIgnored: Uint16Array
  /** [numImages] ground truths that count. */
  truths: Int32Array
}

/** Matches of a split, from which the figures of any choice of its pictures follow without matching again. */
export interface RankedMatches {
  numImages: number
  classes: RankedClass[]
}

const NUM_IOUS = IOU_THRESHOLDS.length

/** Matches as `evaluateCoco` does, all areas. */
export function rankMatches({ numImages, numClasses, truths, detections }: EvaluationInput): RankedMatches {
  const classes = Array.from({ length: numClasses }, (_, c): RankedClass => {
    const ofClass = ({ classIndex }: { classIndex: number }) => classIndex === c
    const truthsByImage = byImage(truths.filter(ofClass), numImages)
    const detectionsByImage = byImage(detections.filter(ofClass), numImages)
    const byPicture = truthsByImage.map((imageTruths, image) =>
      matchImage(
        pairUp(detectionsByImage[image], imageTruths, MAX_DETECTIONS),
        IOU_THRESHOLDS,
        AREA_RANGES.all,
      ),
    )
    const bits = (flags: readonly Uint8Array[], d: number) =>
      flags.reduce((mask, flag, t) => mask | (flag[d] << t), 0)
    const ranked = byPicture
      .flatMap(({ scores, isMatched, isIgnored }, image) =>
        scores.map((score, d) => {
          const ignored = bits(isIgnored, d)
          return { image, score, isTrue: bits(isMatched, d) & ~ignored, isIgnored: ignored }
        }),
      )
      .sort((a, b) => b.score - a.score)
    return {
      image: Int32Array.from(ranked, ({ image }) => image),
      score: Float64Array.from(ranked, ({ score }) => score),
      isTrue: Uint16Array.from(ranked, ({ isTrue }) => isTrue),
      isIgnored: Uint16Array.from(ranked, ({ isIgnored }) => isIgnored),
      truths: Int32Array.from(byPicture, ({ numTruths }) => numTruths),
    }
  })
  return { numImages, classes }
}

/** What thresholds are found from: the outcomes of each class at IoU 0.5, as `evaluateCoco` has them. */
export function outcomesOf({ classes }: RankedMatches): ClassOutcomes[] {
  return classes.map(({ score, isTrue, isIgnored, truths }) => {
    const counted = Array.from(score.keys()).filter((d) => (isIgnored[d] & 1) === 0)
    return {
      scores: counted.map((d) => score[d]),
      isTrue: counted.map((d) => isTrue[d] & 1),
      numTruths: truths.reduce((sum, count) => sum + count, 0),
    }
  })
}

/** Figures of a split at IoU 0.5 and over; null where undefined. */
export interface PictureFigures {
  AP: number | null
  AP50: number | null
  /** False positives a picture, and share of the ground truth found, of the detections from a score on. */
  fpPerImage: number | null
  recall: number | null
}

/**
 * Figures where picture i counts weights[i] times (whole numbers, as a bootstrap draws them); all 1: those of the split.
 * Of equal detections of a picture that counts twice the true ones add up before the envelope sees them, so that this is
 * what matching the repeated pictures would give.
 * @param minScore of the last two figures; null: nothing is good enough to show
 */
export function weightedFigures(
  { numImages, classes }: RankedMatches,
  weights: ArrayLike<number>,
  minScore: number | null,
): PictureFigures {
  let pictures = 0
  for (let i = 0; i < numImages; i++) pictures += weights[i]
  const sums = { ap: 0, ap50: 0, classes: 0, truths: 0, found: 0, wrong: 0 }
  for (const ranked of classes) {
    let numTruths = 0
    for (let i = 0; i < numImages; i++) numTruths += ranked.truths[i] * weights[i]
    sums.truths += numTruths
    addClass(ranked, weights, numTruths, minScore ?? Number.POSITIVE_INFINITY, sums)
  }
  const { ap, ap50, found, wrong } = sums
  return {
    AP: sums.classes === 0 ? null : ap / sums.classes,
    AP50: sums.classes === 0 ? null : ap50 / sums.classes,
    fpPerImage: pictures === 0 ? null : wrong / pictures,
    recall: sums.truths === 0 ? null : found / sums.truths,
  }
}

interface Sums {
  ap: number
  ap50: number
  classes: number
  found: number
  wrong: number
}

/** One walk from the best detection on; only true ones change a curve, and they are few. */
function addClass(
  { image, score, isTrue, isIgnored }: RankedClass,
  weights: ArrayLike<number>,
  numTruths: number,
  minScore: number,
  sums: Sums,
): void {
  const found = new Float64Array(NUM_IOUS)
  const ignored = new Float64Array(NUM_IOUS)
  /** Precision and count found after each true detection, by threshold. */
  const precision: number[][] = Array.from({ length: NUM_IOUS }, () => [])
  const reached: number[][] = Array.from({ length: NUM_IOUS }, () => [])
  let all = 0
  for (let d = 0; d < image.length; d++) {
    const weight = weights[image[d]]
    if (weight === 0) continue
    all += weight
    const [trueBits, ignoredBits] = [isTrue[d], isIgnored[d]]
    if (score[d] >= minScore) {
      if (trueBits & 1) sums.found += weight
      else if ((ignoredBits & 1) === 0) sums.wrong += weight
    }
    if ((trueBits | ignoredBits) === 0) continue
    for (let t = 0; t < NUM_IOUS; t++) {
      if ((ignoredBits >> t) & 1) ignored[t] += weight
      else if ((trueBits >> t) & 1) {
        found[t] += weight
        precision[t].push(found[t] / (all - ignored[t]))
        reached[t].push(found[t])
      }
    }
  }
  if (numTruths === 0) return
  sums.classes++
  for (let t = 0; t < NUM_IOUS; t++) {
    const ap = interpolatedAp(precision[t], reached[t], numTruths)
    sums.ap += ap / NUM_IOUS
    if (t === 0) sums.ap50 += ap
  }
}

/** COCO's 101-point AP from the points where recall rises. */
function interpolatedAp(precision: readonly number[], reached: readonly number[], numTruths: number): number {
  // From the last point to the first: the envelope is the highest precision met so far.
  let envelope = 0
  let sum = 0
  let point = 100
  for (let i = precision.length - 1; i >= 0; i--) {
    const recall = reached[i] / numTruths
    while (point >= 0 && recallAt(point) > recall) {
      sum += envelope
      point--
    }
    if (precision[i] > envelope) envelope = precision[i]
  }
  return (sum + (point + 1) * envelope) / 101
}

const recallAt = (point: number) => (point === 100 ? 1 : point * 0.01)
