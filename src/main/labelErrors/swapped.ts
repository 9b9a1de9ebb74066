import { iou as iouOf } from '../../shared/geometry/iou'
import type { JudgedLabel, SuspectScore, SuspectScorer } from './types'

/** A prediction and a label that overlap so much are of one object. */
const SAME_OBJECT_IOU = 0.5
/** Labels of two classes that overlap so much are of one object. */
const SAME_BOX_IOU = 0.95

/**
 * Labels with another object's class (ObjectLab): 1 less the similarity to the most alike sure prediction of another class. Two
 * labels of different classes on one object contradict each other, and score next to nothing.
 */
export const swapped: SuspectScorer = {
  kind: 'swapped',
  of: 'labels',
  scores: ({ labels, predictions, similarity }, { minSimilarity, highProbability }) =>
    labels.map((label, row) => {
      let most: SuspectScore = { score: 1, prediction: null }
      predictions.forEach((prediction, column) => {
        if (
          prediction.classIndex === label.classIndex ||
          prediction.score <= highProbability(prediction.classIndex)
        )
          return
        const score = Math.max(minSimilarity, 1 - similarity[row * predictions.length + column])
        if (most.prediction === null || score < (most.score ?? 1)) most = { score, prediction: column }
      })
      return contradicts(label, labels) ? { ...most, score: minSimilarity } : most
    }),
  isWorthALook({ labels, predictions, iou }, row, column, { probability }) {
    const at = (r: number, c: number) => iou[r * predictions.length + c]
    const { classIndex } = labels[row]
    const other = predictions[column]
    if (at(row, column) < SAME_OBJECT_IOU) return false
    // Two objects may lie on each other: the prediction has a label of its own, or the label has a better prediction.
    const hasOwnLabel = labels.some(
      (label, r) => r !== row && label.classIndex === other.classIndex && at(r, column) >= SAME_OBJECT_IOU,
    )
    const isConfirmed = predictions.some(
      (prediction, c) =>
        prediction.classIndex === classIndex &&
        at(row, c) >= SAME_OBJECT_IOU &&
        probability(prediction) >= probability(other),
    )
    return !hasOwnLabel && !isConfirmed
  },
}

function contradicts(label: JudgedLabel, labels: readonly JudgedLabel[]): boolean {
  return labels.some(
    (other) => other.classIndex !== label.classIndex && iouOf(label.box, other.box) >= SAME_BOX_IOU,
  )
}
