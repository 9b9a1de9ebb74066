import { AREA_NAMES, type AreaName, type ClassMatches, IOU_THRESHOLDS } from './coco'

/**
 * A class under one area range: the detections that count at some IoU threshold, by falling score over all images, up to
 * the last true positive of any: what comes below changes no precision that counts.
 */
export interface RankedArea {
  /** [D] */
  image: Uint32Array
  /** [D] bit t: true positive at COCO's t-th IoU threshold. */
  isTrue: Uint16Array
  /** [D] bit t: counts neither way there. */
  isIgnored: Uint16Array
  /**
   * [D] where the detections of the same image and score begin that d is the last of; d itself where it stands alone or
   * where all of them fared alike, so that their order says nothing.
   */
  tieStart: Uint32Array
  /** Images with ground truth that counts, and how much. */
  truthImages: Uint32Array
  truthCounts: Uint32Array
}

export type RankedClass<A extends AreaName = AreaName> = Record<A, RankedArea>

/** Puts the matches of each class in order once, so that any weighting of the images is a walk over them. */
export function rankMatches(classes: readonly ClassMatches[]): RankedClass[]
export function rankMatches<A extends AreaName>(
  classes: readonly ClassMatches[],
  areas: readonly A[],
): RankedClass<A>[]
export function rankMatches(
  classes: readonly ClassMatches[],
  areas: readonly AreaName[] = AREA_NAMES,
): RankedClass[] {
  return classes.map(
    (ofClass) =>
      Object.fromEntries(areas.map((area) => [area, rankArea(ofClass, area)])) as unknown as RankedClass,
  )
}

const EVERYWHERE = (1 << IOU_THRESHOLDS.length) - 1

function rankArea({ images, byArea, entryOf, placeOf }: ClassMatches, area: AreaName): RankedArea {
  const matches = byArea[area]
  const image = new Uint32Array(entryOf.length)
  const score = new Float64Array(entryOf.length)
  const isTrue = new Uint16Array(entryOf.length)
  const isIgnored = new Uint16Array(entryOf.length)
  let count = 0
  let used = 0
  for (let i = 0; i < entryOf.length; i++) {
    const entry = matches[entryOf[i]]
    const place = placeOf[i]
    const ignored = bits(entry.isIgnored, place)
    if (ignored === EVERYWHERE) continue
    image[count] = images[entryOf[i]]
    score[count] = entry.scores[place]
    isTrue[count] = bits(entry.isMatched, place) & ~ignored
    isIgnored[count] = ignored
    count++
    if (isTrue[count - 1] !== 0) used = count
  }
  const tieStart = Uint32Array.from(image, (_, d) => d)
  for (let start = 0, end = 1; start < count; start = end++) {
    while (end < count && score[end] === score[start] && image[end] === image[start]) end++
    if (!isMixed(start, end)) continue
    tieStart[end - 1] = start
    if (used > start && used < end) used = end
  }
  const holding = matches.flatMap(({ numTruths }, i) => (numTruths > 0 ? [i] : []))
  return {
    image: image.slice(0, used),
    isTrue: isTrue.slice(0, used),
    isIgnored: isIgnored.slice(0, used),
    tieStart: tieStart.slice(0, used),
    truthImages: Uint32Array.from(holding, (i) => images[i]),
    truthCounts: Uint32Array.from(holding, (i) => matches[i].numTruths),
  }

  function isMixed(start: number, end: number): boolean {
    for (let d = start + 1; d < end; d++) {
      if (isTrue[d] !== isTrue[start] || isIgnored[d] !== isIgnored[start]) return true
    }
    return false
  }
}

/** [T][D] flags of a detection as bits. */
function bits(flags: readonly Uint8Array[], d: number): number {
  let mask = 0
  for (let t = 0; t < flags.length; t++) mask |= flags[t][d] << t
  return mask
}
