import type { SuspectScorer } from './types'

/**
 * Objects without a label (ObjectLab): a sure prediction that touches no label scores its similarity to the nearest label of its
 * class, or next to nothing where the picture has none.
 */
export const overlooked: SuspectScorer = {
  kind: 'overlooked',
  of: 'predictions',
  scores: ({ labels, predictions, iou, similarity }, { minSimilarity, highProbability, touching }) =>
    predictions.map(({ classIndex, score: probability }, column) => {
      const at = (row: number) => row * predictions.length + column
      if (probability < highProbability(classIndex) || labels.some((_, row) => iou[at(row)] > touching)) {
        return { score: null, prediction: null }
      }
      const near = labels.flatMap((label, row) =>
        label.classIndex === classIndex ? [similarity[at(row)]] : [],
      )
      const score = near.length === 0 ? minSimilarity * (1 - probability) : Math.max(...near)
      return { score, prediction: column }
    }),
  isWorthALook: () => true,
}
