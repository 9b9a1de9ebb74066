import { AREA_RANGES, IOU_THRESHOLDS, MAX_DETECTIONS } from './coco'
import { matchImage, pairUp } from './cocoMatch'
import { byImage, type EvaluationInput } from './types'

/** One class: its detections that count, by falling score over all pictures, at each of COCO's IoU thresholds. */
interface RankedClass {
  /** [T] */
  atIou: { image: Int32Array; score: Float64Array; isTrue: Uint8Array }[]
  /** [numImages] ground truths that count. */
  truths: Int32Array
}

/** Matches of a split, from which the figures of any choice of its pictures follow without matching again. */
export interface RankedMatches {
  numImages: number
  classes: RankedClass[]
}

/** Matches as `evaluateCoco` does, all areas; equal scores stay in order of the pictures. */
export function rankMatches({ numImages, numClasses, truths, detections }: EvaluationInput): RankedMatches {
  const classes = Array.from({ length: numClasses }, (_, c): RankedClass => {
    const truthsByImage = byImage(
      truths.filter(({ classIndex }) => classIndex === c),
      numImages,
    )
    const detectionsByImage = byImage(
      detections.filter(({ classIndex }) => classIndex === c),
      numImages,
    )
    const byPicture = truthsByImage.map((imageTruths, image) =>
      matchImage(
        pairUp(detectionsByImage[image], imageTruths, MAX_DETECTIONS),
        IOU_THRESHOLDS,
        AREA_RANGES.all,
      ),
    )
    return {
      atIou: IOU_THRESHOLDS.map((_, t) => {
        const ranked = byPicture
          .flatMap(({ scores, isMatched, isIgnored }, image) =>
            scores.flatMap((score, d) =>
              isIgnored[t][d] === 1 ? [] : [{ image, score, isTrue: isMatched[t][d] }],
            ),
          )
          .sort((a, b) => b.score - a.score)
        return {
          image: Int32Array.from(ranked, ({ image }) => image),
          score: Float64Array.from(ranked, ({ score }) => score),
          isTrue: Uint8Array.from(ranked, ({ isTrue }) => isTrue),
        }
      }),
      truths: Int32Array.from(byPicture, ({ numTruths }) => numTruths),
    }
  })
  return { numImages, classes }
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
  for (const { atIou, truths } of classes) {
    let numTruths = 0
    for (let i = 0; i < numImages; i++) numTruths += truths[i] * weights[i]
    sums.truths += numTruths
    countFrom(atIou[0], weights, minScore, sums)
    if (numTruths === 0) continue
    sums.classes++
    for (let t = 0; t < atIou.length; t++) {
      const ap = weightedAp(atIou[t], weights, numTruths)
      sums.ap += ap / atIou.length
      if (t === 0) sums.ap50 += ap
    }
  }
  const { ap, ap50, found, wrong } = sums
  return {
    AP: sums.classes === 0 ? null : ap / sums.classes,
    AP50: sums.classes === 0 ? null : ap50 / sums.classes,
    fpPerImage: pictures === 0 ? null : wrong / pictures,
    recall: sums.truths === 0 ? null : found / sums.truths,
  }
}

function countFrom(
  { image, score, isTrue }: RankedClass['atIou'][number],
  weights: ArrayLike<number>,
  minScore: number | null,
  sums: { found: number; wrong: number },
): void {
  if (minScore === null) return
  for (let d = 0; d < score.length && score[d] >= minScore; d++) {
    if (isTrue[d] === 1) sums.found += weights[image[d]]
    else sums.wrong += weights[image[d]]
  }
}

/** COCO's 101-point AP of one class at one IoU threshold. */
function weightedAp(
  { image, isTrue }: RankedClass['atIou'][number],
  weights: ArrayLike<number>,
  numTruths: number,
): number {
  let found = 0
  let all = 0
  for (let d = 0; d < image.length; d++) {
    all += weights[image[d]]
    if (isTrue[d] === 1) found += weights[image[d]]
  }
  // From the last detection to the first: the envelope is the highest precision met so far.
  let envelope = 0
  let sum = 0
  let point = 100
  for (let d = image.length - 1; d >= 0 && point >= 0; d--) {
    const weight = weights[image[d]]
    if (weight === 0) continue
    const recall = found / numTruths
    while (point >= 0 && recallAt(point) > recall) {
      sum += envelope
      point--
    }
    envelope = Math.max(envelope, found / all)
    all -= weight
    if (isTrue[d] === 1) found -= weight
  }
  return (sum + (point + 1) * envelope) / 101
}

const recallAt = (point: number) => (point === 100 ? 1 : point * 0.01)
