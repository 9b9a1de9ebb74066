import { suspectScorers } from './index'
import { pictureScore, poolScores } from './pictureScore'
import { comparePicture, smallestSimilarity } from './similarity'
import type { JudgedPicture, ScoreOptions, SuspectScore } from './types'

/** ObjectLab's own numbers. They suit a softmax; sigmoids trained with a focal loss hardly ever reach 0.95. */
export const OBJECT_LAB: Omit<ScoreOptions, 'minSimilarity'> = {
  lowProbability: () => 0.5,
  highProbability: () => 0.95,
  touching: 0,
  probability: ({ score }) => score,
}

export interface ObjectLabScores {
  minSimilarity: number
  /** By kind in the order of the registry, then by picture. */
  byKind: SuspectScore[][][]
  /** By kind, then by picture: the soft minimum. */
  pooled: number[][]
  /** By picture: 0 surely wrong, 1 surely right. */
  pictures: number[]
}

/**
 * Scores of labels after ObjectLab (Tkachenko et al. 2023, arXiv:2309.00832; cleanlab's object_detection.rank): equal to
 * cleanlab's with `OBJECT_LAB` on pictures whose long side is 640 px; on others px are counted as if it were.
 */
export function objectLabScores(
  pictures: readonly JudgedPicture[],
  rules: Omit<ScoreOptions, 'minSimilarity'> = OBJECT_LAB,
): ObjectLabScores {
  const compared = pictures.map(comparePicture)
  const minSimilarity = smallestSimilarity(compared)
  const options = { ...rules, minSimilarity }
  const byKind = suspectScorers.map((scorer) => compared.map((picture) => scorer.scores(picture, options)))
  const pooled = byKind.map((kind) => kind.map((scores) => poolScores(scores.map(({ score }) => score))))
  return {
    minSimilarity,
    byKind,
    pooled,
    pictures: pictures.map((_, i) => pictureScore(pooled.map((kind) => kind[i]))),
  }
}
