import type { SuspectScore, SuspectScorer } from './types'

/** A prediction that overlaps less is of another object. */
const LEAST_IOU = 0.1
/** Boxes that overlap so much differ by no more than people do. */
const GOOD_IOU = 0.6

/** Labels whose box is off (ObjectLab): the similarity to the most alike fair prediction of the class that touches it. */
export const badlyPlaced: SuspectScorer = {
  kind: 'badly-placed',
  of: 'labels',
  scores: ({ labels, predictions, iou, similarity }, { lowProbability }) =>
    labels.map(({ classIndex }, row) => {
      let best: SuspectScore = { score: 1, prediction: null }
      predictions.forEach((prediction, column) => {
        const at = row * predictions.length + column
        if (
          prediction.classIndex !== classIndex ||
          prediction.score <= lowProbability(classIndex) ||
          iou[at] <= 0
        )
          return
        if (best.prediction === null || similarity[at] > (best.score ?? 0)) {
          best = { score: similarity[at], prediction: column }
        }
      })
      return best
    }),
  isWorthALook({ labels, predictions, iou }, row, column) {
    const overlap = iou[row * predictions.length + column]
    // A prediction that fits another label better is of that one's object; one that fits well says the box is fine.
    const isOthers = labels.some(
      ({ classIndex }, other) =>
        other !== row &&
        classIndex === labels[row].classIndex &&
        iou[other * predictions.length + column] > overlap,
    )
    return !isOthers && overlap > LEAST_IOU && overlap < GOOD_IOU
  },
}
