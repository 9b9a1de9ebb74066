import type { Interval } from '../../../shared/evaluation/schema'
import { type ClassOutcomes, poolOutcomes } from '../../../shared/evaluation/threshold'
import { type BootstrapOptions, bootstrap, type Figures } from '../../detector/evaluate/bootstrap'
import { IOU_THRESHOLDS, matchClasses, outcomesOf } from '../../detector/evaluate/coco'
import { listErrors } from '../../detector/evaluate/errors'
import {
  FIGURE_NAMES,
  type JudgedPictures,
  judgePictures,
  weightedFigures,
} from '../../detector/evaluate/pictureFigures'
import type { EvaluationInput } from '../../detector/evaluate/types'

/** What runs are compared by; `backgroundPerImage`: false positives that overlap no object by IoU 0.1 (TIDE), a picture. */
export const ROUND_FIGURES = [...FIGURE_NAMES, 'backgroundPerImage'] as const
export type RoundFigure = (typeof ROUND_FIGURES)[number]
export type RoundFigures = Figures<RoundFigure>

/** A run on some pictures from a score on. */
export interface JudgedRun {
  threshold: number
  judged: JudgedPictures
  /** [numImages] false positives on plain background. */
  background: Uint32Array
}

export interface JudgedPair {
  before: JudgedRun
  after: JudgedRun
}

/** Judges a run from each of these scores on. */
export function judgeRun(input: EvaluationInput, thresholds: readonly number[]): JudgedRun[] {
  const matches = matchClasses(input, { areas: ['all'], thresholds: IOU_THRESHOLDS })
  return thresholds.map((threshold) => {
    const background = new Uint32Array(input.numImages)
    for (const { cause, detection } of listErrors(input, threshold).falsePositives) {
      if (cause === 'background') background[input.detections[detection].image]++
    }
    return { threshold, judged: judgePictures(matches, input.numImages, threshold), background }
  })
}

/** Pictures of two splits as one set, in their order; both count classes alike. */
export function poolInputs(a: EvaluationInput, b: EvaluationInput): EvaluationInput {
  const moved = <T extends { image: number }>(items: readonly T[]) =>
    items.map((item) => ({ ...item, image: item.image + a.numImages }))
  return {
    numImages: a.numImages + b.numImages,
    numClasses: Math.max(a.numClasses, b.numClasses),
    truths: [...a.truths, ...moved(b.truths)],
    detections: [...a.detections, ...moved(b.detections)],
  }
}

/** The highest score from which a run finds as many objects as another found; null where it never does. */
export function scoreToFind(input: EvaluationInput, found: number): number | null {
  const scope = { areas: ['all'], thresholds: IOU_THRESHOLDS.slice(0, 1) } as const
  return scoreOfFind(poolOutcomes(outcomesOf(matchClasses(input, scope))), found)
}

function scoreOfFind({ scores, isTrue }: ClassOutcomes, wanted: number): number | null {
  let found = 0
  for (const [place, score] of scores.entries()) {
    found += isTrue[place]
    if (found >= wanted && found > 0) return score
  }
  return null
}

/** Objects that a run finds, on all pictures. */
export function foundBy({ judged }: JudgedRun): number {
  return judged.found.reduce((sum, count) => sum + count, 0)
}

/** Figures where picture i counts weights[i] times; without weights those of all pictures. */
export function roundFigures(
  { judged, background }: JudgedRun,
  weights: Uint32Array = new Uint32Array(judged.numImages).fill(1),
): RoundFigures {
  const pictures = weights.reduce((sum, weight) => sum + weight, 0)
  const wrong = background.reduce((sum, count, image) => sum + weights[image] * count, 0)
  return { ...weightedFigures(judged, weights), backgroundPerImage: pictures === 0 ? null : wrong / pictures }
}

/**
 * The mean of after - before over pairs of runs that were judged on the same pictures, with its paired bootstrap interval: a
 * resample draws the same pictures for all of them. It says what other pictures would change, not what other seeds would.
 */
export async function meanDifference(
  pairs: readonly JudgedPair[],
  options: BootstrapOptions,
): Promise<Record<RoundFigure, Interval>> {
  const { numImages } = pairs[0].before.judged
  const differences = (weights: Uint32Array): RoundFigures => {
    const each = pairs.map(({ before, after }) => [
      roundFigures(before, weights),
      roundFigures(after, weights),
    ])
    return Object.fromEntries(
      ROUND_FIGURES.map((name) => {
        const known = each.flatMap(([before, after]) => {
          const [a, b] = [before[name], after[name]]
          return a === null || b === null ? [] : [b - a]
        })
        return [name, known.length < pairs.length ? null : mean(known)]
      }),
    ) as RoundFigures
  }
  const [intervals] = await bootstrap(numImages, (weights) => [differences(weights)], options)
  return intervals
}

export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

/** Of a sample: divided by n - 1. */
export function standardDeviation(numbers: readonly number[]): number {
  const middle = mean(numbers)
  return Math.sqrt(numbers.reduce((sum, number) => sum + (number - middle) ** 2, 0) / (numbers.length - 1))
}
