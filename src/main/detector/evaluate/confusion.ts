import { byImage, type EvaluationInput, overlapXywh } from './types'

export interface ConfusionOptions {
  minScore: number
  minIou: number
}

/**
 * Confusion matrix [(K+1)][(K+1)]: row true class, column found class, index K background. In each image detections
 * from `minScore` on pair with ground truth of any class by falling IoU from `minIou` on, one to one; ground truth left
 * over counts as found background, a detection left over as true background. Ignored and crowd boxes take part in
 * pairing but count nowhere.
 */
export function confusionMatrix(
  input: EvaluationInput,
  { minScore, minIou }: ConfusionOptions = { minScore: 0.25, minIou: 0.45 },
): number[][] {
  const { numClasses, numImages } = input
  const matrix = Array.from({ length: numClasses + 1 }, () => new Array<number>(numClasses + 1).fill(0))
  const truthsByImage = byImage(input.truths, numImages)
  const detectionsByImage = byImage(input.detections, numImages)
  for (let image = 0; image < numImages; image++) {
    const truths = truthsByImage[image]
    const detections = detectionsByImage[image].filter(({ score }) => score >= minScore)
    const truthOf = pairGreedily(truths, detections, minIou)
    const paired = new Set(truthOf)
    truths.forEach((truth, g) => {
      if (!isUncounted(truth) && !paired.has(g)) matrix[truth.classIndex][numClasses]++
    })
    detections.forEach((detection, d) => {
      const truth = truths[truthOf[d]]
      if (truth === undefined) matrix[numClasses][detection.classIndex]++
      else if (!isUncounted(truth)) matrix[truth.classIndex][detection.classIndex]++
    })
  }
  return matrix
}

/** Ground truth of each detection, -1 where it has none; highest IoU first, ties by detection then ground truth. */
function pairGreedily(
  truths: EvaluationInput['truths'],
  detections: EvaluationInput['detections'],
  minIou: number,
): number[] {
  const pairs: { d: number; g: number; overlap: number }[] = []
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
  const truthOf = new Array<number>(detections.length).fill(-1)
  const isTaken = new Uint8Array(truths.length)
  for (const { d, g } of pairs) {
    if (truthOf[d] >= 0 || (isTaken[g] === 1 && truths[g].isCrowd !== true)) continue
    truthOf[d] = g
    isTaken[g] = 1
  }
  return truthOf
}

function isUncounted(truth: EvaluationInput['truths'][number]): boolean {
  return truth.isCrowd === true || truth.isIgnored === true
}
