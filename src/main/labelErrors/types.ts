import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { SuspectKind } from '../../shared/labels/schema'

/** A label as it is judged. */
export interface JudgedLabel {
  box: BoxXyxyPx
  classIndex: number
}

/** A prediction of a model that has not learnt from the picture. */
export interface JudgingPrediction extends JudgedLabel {
  /** As the model gives it, 0 to 1. */
  score: number
}

/** A picture's labels and what a model that has not seen it says. Boxes in px of the picture. */
export interface JudgedPicture {
  width: number
  height: number
  labels: readonly JudgedLabel[]
  predictions: readonly JudgingPrediction[]
}

/** A picture with how alike its labels and predictions are: [labels x predictions], a row for each label. */
export interface ComparedPicture extends JudgedPicture {
  iou: Float64Array
  similarity: Float64Array
}

/** A score of a label, or for an overlooked object of a prediction. */
export interface SuspectScore {
  /** 0 surely wrong, 1 surely right; null: this kind says nothing of it. */
  score: number | null
  /** The prediction that speaks against it, by place; null where none does. */
  prediction: number | null
}

export interface ScoreOptions {
  /** Smallest similarity above 0 of any label and prediction of the set: stands in for none. */
  minSimilarity: number
  /** Predictions of a class above it locate labels. */
  lowProbability(classIndex: number): number
  /** Predictions of a class from it on are taken to be right. */
  highProbability(classIndex: number): number
  /** A label that overlaps a prediction by more than this IoU may be of the same object. */
  touching: number
  /** How often such predictions are right. */
  probability(prediction: JudgingPrediction): number
}

/** One way in which a label can be wrong. */
export interface SuspectScorer {
  kind: SuspectKind
  /** What has a score: each prediction or each label of a picture, in order. */
  of: 'predictions' | 'labels'
  scores(picture: ComparedPicture, options: ScoreOptions): SuspectScore[]
  /** False where what the score rests on has an innocent reason, such as a neighbour's prediction. */
  isWorthALook(picture: ComparedPicture, place: number, prediction: number, options: ScoreOptions): boolean
}
