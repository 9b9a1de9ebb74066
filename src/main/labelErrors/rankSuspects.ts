import { operatingThresholds } from '../../shared/evaluation/threshold'
import { classOutcomes } from '../detector/evaluate/coco'
import { isotonic } from '../detector/evaluate/isotonic'
import { type EvaluationInput, xywhOf } from '../detector/evaluate/types'
import { suspectScorers } from './index'
import { comparePicture, smallestSimilarity } from './similarity'
import type { JudgedPicture, JudgingPrediction, ScoreOptions, SuspectScorer } from './types'

/** A label to look at: places in the pictures, labels and predictions that were given. */
export interface RankedSuspect {
  kind: SuspectScorer['kind']
  picture: number
  /** null: the object has no label. */
  label: number | null
  prediction: number
  labelScore: number
  /** How often such predictions agree with a label. */
  probability: number
  suspicion: number
}

/** Neighbours touch: a label that overlaps a prediction less than this is of another object. */
const NEIGHBOUR_IOU = 0.3
/** A label that the model is so sure about is not worth a look. */
const LEAST_SUSPICION = 0.05

/**
 * The labels most worth a look. ObjectLab's scores with three changes, since its limits 0.5 and 0.95 are those of a softmax and
 * its kinds were never meant to stand in one list: a class's limit is the score with its best F1 in these very predictions;
 * what has an innocent reason is left out; and each kind is ordered by p (1 - score), p how often predictions of that score agree with a label, before the
 * kinds are taken in turn.
 */
export function rankSuspects(pictures: readonly JudgedPicture[], numClasses: number): RankedSuspect[] {
  const outcomes = classOutcomes(evaluationInput(pictures, numClasses))
  const { perClass } = operatingThresholds(outcomes)
  const calibrated = outcomes.map(isotonic)
  const probability = ({ classIndex, score }: JudgingPrediction) => calibrated[classIndex](score)
  // The best F1 keeps what scores at least this; ObjectLab asks for more than its limit.
  const limit = (classIndex: number) => (perClass[classIndex] ?? Number.POSITIVE_INFINITY) - 1e-9
  const compared = pictures.map(comparePicture)
  const options: ScoreOptions = {
    minSimilarity: smallestSimilarity(compared),
    lowProbability: limit,
    highProbability: limit,
    touching: NEIGHBOUR_IOU,
    probability,
  }
  const kinds = suspectScorers.map((scorer) =>
    compared.flatMap((picture, index) =>
      scorer.scores(picture, options).flatMap(({ score, prediction }, place): RankedSuspect[] => {
        if (score === null || prediction === null) return []
        const p = probability(picture.predictions[prediction])
        const suspicion = p * (1 - score)
        if (suspicion < LEAST_SUSPICION || !scorer.isWorthALook(picture, place, prediction, options))
          return []
        const label = scorer.of === 'labels' ? place : null
        return [
          {
            kind: scorer.kind,
            picture: index,
            label,
            prediction,
            labelScore: score,
            probability: p,
            suspicion,
          },
        ]
      }),
    ),
  )
  return inTurn(kinds.map((kind) => kind.sort((a, b) => b.suspicion - a.suspicion)))
}

/** The first of each list, the worst of them first, then the second of each; a label that was named is not named again. */
function inTurn(lists: readonly RankedSuspect[][]): RankedSuspect[] {
  const seen = new Set<string>()
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const result: RankedSuspect[] = []
  for (let i = 0; i < longest; i++) {
    const round = lists.flatMap((list) => list.slice(i, i + 1)).sort((a, b) => b.suspicion - a.suspicion)
    for (const suspect of round) {
      const { picture, label, prediction } = suspect
      const names = [`${picture} p${prediction}`, ...(label === null ? [] : [`${picture} l${label}`])]
      if (names.some((name) => seen.has(name))) continue
      for (const name of names) seen.add(name)
      result.push(suspect)
    }
  }
  return result
}

function evaluationInput(pictures: readonly JudgedPicture[], numClasses: number): EvaluationInput {
  return {
    numImages: pictures.length,
    numClasses,
    truths: pictures.flatMap(({ labels }, image) =>
      labels.map(({ box, classIndex }) => ({ image, classIndex, xywh: xywhOf(box) })),
    ),
    detections: pictures.flatMap(({ predictions }, image) =>
      predictions.map(({ box, classIndex, score }) => ({ image, classIndex, xywh: xywhOf(box), score })),
    ),
  }
}
