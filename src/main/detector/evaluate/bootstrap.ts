import { meanOrNull, RECALLS } from '../../../shared/evaluation/curve'
import type { Interval } from '../../../shared/evaluation/schema'
import { createRandom } from '../../../shared/random'
import { AREA_RANGES, type AreaName, type ClassMatches, IOU_THRESHOLDS } from './coco'

/** AP of one class, or of all: over IoU 0.5 to 0.95, at 0.5, and by area; null where undefined. */
export interface ApFigures {
  AP: number | null
  AP50: number | null
  APsmall: number | null
  APmedium: number | null
  APlarge: number | null
}
export type ApName = keyof ApFigures

/** One class, area and IoU threshold: what counts, by falling score, up to the last true positive. */
interface Ranked {
  image: Uint32Array
  isTrue: Uint8Array
}

/** A class under one area range. */
interface AreaRanked {
  byThreshold: Ranked[]
  /** Images with ground truth that counts, and how much. */
  truthImages: Uint32Array
  truthCounts: Uint32Array
}

export type RankedClass = Record<AreaName, AreaRanked>

/** Puts the matches of each class in order once, so that any weighting of the images is a walk over them. */
export function rankMatches(classes: readonly ClassMatches[]): RankedClass[] {
  return classes.map((ofClass) => {
    const { images, byArea } = ofClass
    const ranked = {} as RankedClass
    for (const area of Object.keys(AREA_RANGES) as AreaName[]) {
      const matches = byArea[area]
      const holding = matches.flatMap(({ numTruths }, i) => (numTruths > 0 ? [i] : []))
      ranked[area] = {
        byThreshold: IOU_THRESHOLDS.map((_, t) => rankAt(ofClass, area, t)),
        truthImages: Uint32Array.from(holding, (i) => images[i]),
        truthCounts: Uint32Array.from(holding, (i) => matches[i].numTruths),
      }
    }
    return ranked
  })
}

function rankAt({ images, byArea, entryOf, placeOf }: ClassMatches, area: AreaName, t: number): Ranked {
  const image = new Uint32Array(entryOf.length)
  const isTrue = new Uint8Array(entryOf.length)
  let count = 0
  let used = 0
  for (let i = 0; i < entryOf.length; i++) {
    const { isMatched, isIgnored } = byArea[area][entryOf[i]]
    if (isIgnored[t][placeOf[i]] === 1) continue
    image[count] = images[entryOf[i]]
    isTrue[count] = isMatched[t][placeOf[i]]
    count++
    // False positives below the last true one change no precision that counts.
    if (isTrue[count - 1] === 1) used = count
  }
  return { image: image.slice(0, used), isTrue: isTrue.slice(0, used) }
}

/**
 * AP by class where image i counts weights[i] times: equal to evaluateCoco on a set that holds it that often (equal scores
 * in one image aside: copies of the image would take turns there).
 */
export function weightedAp(classes: readonly RankedClass[], weights: Uint32Array): ApFigures[] {
  return classes.map((ranked) => {
    const all = areaAp(ranked.all, weights)
    const meanOf = (area: AreaName) => {
      const found = areaAp(ranked[area], weights)
      return found === null ? null : meanOrNull(found)
    }
    return {
      AP: all === null ? null : meanOrNull(all),
      AP50: all === null ? null : all[0],
      APsmall: meanOf('small'),
      APmedium: meanOf('medium'),
      APlarge: meanOf('large'),
    }
  })
}

/** Mean over the classes where a figure is defined. */
export function meanAp(perClass: readonly ApFigures[]): ApFigures {
  const mean = (name: ApName) =>
    meanOrNull(perClass.flatMap((figures) => (figures[name] === null ? [] : [figures[name] as number])))
  return {
    AP: mean('AP'),
    AP50: mean('AP50'),
    APsmall: mean('APsmall'),
    APmedium: mean('APmedium'),
    APlarge: mean('APlarge'),
  }
}

/** [T] interpolated AP; null where no ground truth is drawn. */
function areaAp(
  { byThreshold, truthImages, truthCounts }: AreaRanked,
  weights: Uint32Array,
): number[] | null {
  let numTruths = 0
  for (let i = 0; i < truthImages.length; i++) numTruths += truthCounts[i] * weights[truthImages[i]]
  if (numTruths === 0) return null
  return byThreshold.map((ranked) => rankedAp(ranked, weights, numTruths))
}

// One pair of work arrays for all walks: a resample makes thousands.
let recalls = new Float64Array(1024)
let precisions = new Float64Array(1024)

function rankedAp({ image, isTrue }: Ranked, weights: Uint32Array, numTruths: number): number {
  if (recalls.length < image.length) {
    recalls = new Float64Array(2 * image.length)
    precisions = new Float64Array(2 * image.length)
  }
  let kept = 0
  let found = 0
  let points = 0
  for (let i = 0; i < image.length; i++) {
    const weight = weights[image[i]]
    if (weight === 0) continue
    kept += weight
    if (isTrue[i] === 0) continue
    found += weight
    recalls[points] = found / numTruths
    precisions[points++] = found / kept
  }
  for (let i = points - 1; i > 0; i--) {
    if (precisions[i] > precisions[i - 1]) precisions[i - 1] = precisions[i]
  }
  let sum = 0
  let i = 0
  for (let r = 0; r < RECALLS.length; r++) {
    while (i < points && recalls[i] < RECALLS[r]) i++
    if (i === points) break
    sum += precisions[i]
  }
  return sum / RECALLS.length
}

export interface BootstrapOptions {
  resamples: number
  seed: number
  /** Hears of every resample; the next one waits for what it answers, and is not drawn where that fails. */
  afterEach?: (done: number) => Promise<void> | undefined
}

export interface BootstrapReport {
  overall: Record<ApName, Interval>
  perClass: Record<ApName, Interval>[]
}

/**
 * 95 % percentile intervals of AP: the images are drawn with replacement `resamples` times, their matches are kept. Resamples
 * in which a figure is undefined do not count for it.
 */
export async function bootstrapAp(
  classes: readonly RankedClass[],
  numImages: number,
  { resamples, seed, afterEach }: BootstrapOptions,
): Promise<BootstrapReport> {
  const once = weightedAp(classes, new Uint32Array(numImages).fill(1))
  const overall = createSamples(meanAp(once))
  const perClass = once.map(createSamples)
  const random = createRandom(seed)
  for (let sample = 0; sample < resamples; sample++) {
    const weights = new Uint32Array(numImages)
    for (let i = 0; i < numImages; i++) weights[random.int(numImages)]++
    const drawn = weightedAp(classes, weights)
    overall.add(meanAp(drawn))
    for (const [c, figures] of drawn.entries()) perClass[c].add(figures)
    const turn = afterEach?.(sample + 1)
    if (turn !== undefined) await turn
  }
  return { overall: overall.intervals(), perClass: perClass.map((samples) => samples.intervals()) }
}

function createSamples(values: ApFigures) {
  const names = Object.keys(values) as ApName[]
  const drawn = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<ApName, number[]>
  return {
    add(figures: ApFigures) {
      for (const name of names) if (figures[name] !== null) drawn[name].push(figures[name])
    },
    intervals: () =>
      Object.fromEntries(
        names.map((name): [string, Interval] => {
          const sorted = Float64Array.from(drawn[name]).sort()
          return [name, { value: values[name], low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }]
        }),
      ) as Record<ApName, Interval>,
  }
}

/** Quantile with linear interpolation between order statistics (NumPy's default); null of nothing. */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null
  const place = share * (sorted.length - 1)
  const low = Math.floor(place)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low] + (place - low) * (sorted[high] - sorted[low])
}
