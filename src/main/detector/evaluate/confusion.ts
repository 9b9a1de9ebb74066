import { type EvaluationInput, isUncounted, overlapXywh, placesByImage } from './types'

export interface ConfusionOptions {
  /** Least score of a detection that takes part: of all classes, or of each. */
  minScore: number | readonly number[]
  minIou: number
}

/** A detection and the ground truth it stands for, as places in the input's lists; null: background. */
export interface ConfusionEntry {
  truth: number | null
  detection: number | null
  iou: number
}

const USUAL: ConfusionOptions = { minScore: 0.25, minIou: 0.45 }

/**
 * Pairs detections with ground truth of any class, in each image by falling IoU from `minIou` on, one to one; what is left
 * over on either side is paired with background. Ignored and crowd boxes take part in pairing but are no entries.
 */
export function confusionEntries(
  input: EvaluationInput,
  options: ConfusionOptions = USUAL,
): ConfusionEntry[] {
  const { minScore, minIou } = options
  const leastOf = (classIndex: number) => (typeof minScore === 'number' ? minScore : minScore[classIndex])
  const place = <T extends { image: number }>(items: readonly T[]) =>
    placesByImage(items, input.numImages).map((places) =>
      places.map((index) => ({ index, item: items[index] })),
    )
  const truthsByImage = place(input.truths)
  const detectionsByImage = place(input.detections)
  return truthsByImage.flatMap((truths, image) => {
    const detections = detectionsByImage[image].filter(({ item }) => item.score >= leastOf(item.classIndex))
    const partners = pairGreedily(
      truths.map(({ item }) => item),
      detections.map(({ item }) => item),
      minIou,
    )
    const paired = new Set(partners.map((partner) => partner?.g))
    const missed = truths.filter(({ item }, g) => !isUncounted(item) && !paired.has(g))
    return [
      ...missed.map(({ index }): ConfusionEntry => ({ truth: index, detection: null, iou: 0 })),
      ...detections.flatMap(({ index }, d): ConfusionEntry[] => {
        const partner = partners[d]
        if (partner === undefined) return [{ truth: null, detection: index, iou: 0 }]
        const truth = truths[partner.g]
        return isUncounted(truth.item) ? [] : [{ truth: truth.index, detection: index, iou: partner.overlap }]
      }),
    ]
  })
}

/** Row (true class) and column (found class) of an entry; background is the last of either, index K. */
export function confusionPlace(
  { truths, detections, numClasses }: EvaluationInput,
  { truth, detection }: ConfusionEntry,
): [row: number, column: number] {
  return [
    truth === null ? numClasses : truths[truth].classIndex,
    detection === null ? numClasses : detections[detection].classIndex,
  ]
}

/** Confusion matrix [(K+1)][(K+1)]: row true class, column found class, index K background. */
export function confusionMatrix(input: EvaluationInput, options: ConfusionOptions = USUAL): number[][] {
  const size = input.numClasses + 1
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (const entry of confusionEntries(input, options)) {
    const [row, column] = confusionPlace(input, entry)
    matrix[row][column]++
  }
  return matrix
}

interface Partner {
  g: number
  overlap: number
}

/** Ground truth of each detection where it has one; highest IoU first, ties by detection then ground truth. */
function pairGreedily(
  truths: EvaluationInput['truths'],
  detections: EvaluationInput['detections'],
  minIou: number,
): (Partner | undefined)[] {
  const pairs: ({ d: number } & Partner)[] = []
  detections.forEach((detection, d) => {
    truths.forEach((truth, g) => {
      const overlap = overlapXywh(detection.xywh, truth.xywh, truth.isCrowd === true)
      if (overlap >= minIou) pairs.push({ d, g, overlap })
    })
  })
  // What counts goes first, so that an ignored box never takes a detection from a real one.
  pairs.sort(
    (a, b) =>
      Number(isUncounted(truths[a.g])) - Number(isUncounted(truths[b.g])) ||
      b.overlap - a.overlap ||
      a.d - b.d ||
      a.g - b.g,
  )
  const partners = new Array<Partner | undefined>(detections.length).fill(undefined)
  const isTaken = new Uint8Array(truths.length)
  for (const { d, g, overlap } of pairs) {
    if (partners[d] !== undefined || (isTaken[g] === 1 && truths[g].isCrowd !== true)) continue
    partners[d] = { g, overlap }
    isTaken[g] = 1
  }
  return partners
}
