import { type ClassThresholds, thresholdOf } from '../../../shared/evaluation/chosen'
import { meanOrNull } from '../../../shared/evaluation/curve'
import type { Interval } from '../../../shared/evaluation/schema'
import { type BootstrapOptions, bootstrap, type Figures } from './bootstrap'
import type { ClassMatches } from './coco'
import { type RankedClass, rankMatches } from './rankedMatches'
import { areaAp } from './weightedAp'

export const FIGURE_NAMES = ['AP', 'AP50', 'fpPerImage', 'recall'] as const
export type FigureName = (typeof FIGURE_NAMES)[number]
/**
 * AP over IoU 0.5 to 0.95 and at 0.5, means over the classes; then, of the detections from a score on at IoU 0.5, false
 * positives a picture and the share of the ground truth found. null where undefined.
 */
export type PictureFigures = Figures<FigureName>
export type FigureIntervals = Record<FigureName, Interval>

/** Matches of a split and what its detections from a score on amount to, picture by picture. */
export interface JudgedPictures {
  numImages: number
  classes: RankedClass<'all'>[]
  /** [numImages] at IoU 0.5, all classes: ground truth that counts, true and false positives. */
  truths: Uint32Array
  found: Uint32Array
  wrong: Uint32Array
}

/** @param minScore where the detector is used, of all classes or of each; null: nothing is good enough to show */
export function judgePictures(
  matches: readonly ClassMatches[],
  numImages: number,
  minScore: ClassThresholds | null,
): JudgedPictures {
  const [truths, found, wrong] = [1, 2, 3].map(() => new Uint32Array(numImages))
  for (const [c, { images, byArea }] of matches.entries()) {
    const least = minScore === null ? Number.POSITIVE_INFINITY : thresholdOf(minScore, c)
    byArea.all.forEach(({ scores, isMatched, isIgnored, numTruths }, entry) => {
      truths[images[entry]] += numTruths
      for (let d = 0; d < scores.length && scores[d] >= least; d++) {
        if (isIgnored[0][d] === 1) continue
        const kind = isMatched[0][d] === 1 ? found : wrong
        kind[images[entry]]++
      }
    })
  }
  return { numImages, classes: rankMatches(matches, ['all']), truths, found, wrong }
}

/** Figures where picture i counts weights[i] times (whole numbers); all 1: those of the split. */
export function weightedFigures(judged: JudgedPictures, weights: Uint32Array): PictureFigures {
  const perClass = judged.classes.map(({ all }) => areaAp(all, weights))
  let [pictures, truths, found, wrong] = [0, 0, 0, 0]
  for (let i = 0; i < judged.numImages; i++) {
    pictures += weights[i]
    truths += weights[i] * judged.truths[i]
    found += weights[i] * judged.found[i]
    wrong += weights[i] * judged.wrong[i]
  }
  return {
    AP: meanOrNull(perClass.flatMap(({ AP }) => AP ?? [])),
    AP50: meanOrNull(perClass.flatMap(({ AP50 }) => AP50 ?? [])),
    fpPerImage: pictures === 0 ? null : wrong / pictures,
    recall: truths === 0 ? null : found / truths,
  }
}

/** Intervals of a split's figures; the score of the last two stays fixed. */
export async function bootstrapFigures(
  judged: JudgedPictures,
  options: BootstrapOptions,
): Promise<FigureIntervals> {
  const [intervals] = await bootstrap(
    judged.numImages,
    (weights) => [weightedFigures(judged, weights)],
    options,
  )
  return intervals
}

/**
 * Intervals of b - a on the same pictures: both are resampled with the same draw, so that what makes a picture hard for both
 * does not count (paired bootstrap).
 */
export async function bootstrapDifference(
  a: JudgedPictures,
  b: JudgedPictures,
  options: BootstrapOptions,
): Promise<FigureIntervals> {
  if (a.numImages !== b.numImages) throw new RangeError('a paired bootstrap needs the same pictures')
  const difference = (weights: Uint32Array): PictureFigures => {
    const [before, after] = [weightedFigures(a, weights), weightedFigures(b, weights)]
    return Object.fromEntries(
      FIGURE_NAMES.map((name) => [name, minus(after[name], before[name])]),
    ) as PictureFigures
  }
  const [intervals] = await bootstrap(a.numImages, (weights) => [difference(weights)], options)
  return intervals
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b
}
