import { thresholdOf } from '../../shared/evaluation/chosen'
import { bestF1 } from '../../shared/evaluation/threshold'
import type { ReviewCounts, ReviewQueue } from '../../shared/review/schema'
import { isMissed } from '../detector/evaluate/errors'
import type { ReviewScene, ScenePicture } from './reviewScene'
import type { SceneThresholds } from './sceneThresholds'

const HISTOGRAM_BINS = 20

/** What stands at a threshold, over all classes and by class. */
export function sceneCounts(
  { classes, pictures }: Pick<ReviewScene, 'classes' | 'pictures'>,
  { overall, byClass, isKept }: SceneThresholds,
  verdicts: number,
): ReviewCounts {
  const perClass = classes.list.map(({ classId, name }) => ({
    classId,
    name,
    found: 0,
    falsePositives: 0,
    missed: 0,
  }))
  for (const { judged, scene } of pictures) {
    for (const { detection, score } of judged.falsePositives) {
      const { classIndex } = scene.scored[detection]
      if (score >= thresholdOf(byClass, classIndex)) perClass[classIndex].falsePositives++
    }
    for (const judgedTruth of judged.truths) {
      const { classIndex } = scene.truths[judgedTruth.truth]
      if (isMissed(judgedTruth, thresholdOf(byClass, classIndex))) perClass[classIndex].missed++
      else perClass[classIndex].found++
    }
  }
  const sum = (key: 'found' | 'falsePositives' | 'missed') =>
    perClass.reduce((total, counts) => total + counts[key], 0)
  const [found, falsePositives, missed] = [sum('found'), sum('falsePositives'), sum('missed')]
  return {
    threshold: overall,
    isKept,
    counts: { found, falsePositives, missed, verdicts },
    perClass,
    precision: found + falsePositives > 0 ? found / (found + falsePositives) : null,
    recall: found + missed > 0 ? found / (found + missed) : null,
    fpPerImage: pictures.length > 0 ? falsePositives / pictures.length : null,
  }
}

/** What of a scene no threshold changes. */
export interface SceneFigures {
  bestF1Threshold: number | null
  histogram: ReviewQueue['histogram']
}

export function sceneFigures(scene: ReviewScene): SceneFigures {
  scene.figures ??= {
    bestF1Threshold: bestF1Threshold(scene.pictures),
    histogram: scoreHistogram(scene.pictures),
  }
  return scene.figures
}

/** The score from which F1 over all classes is best; null where nothing right is found. */
export function bestF1Threshold(pictures: readonly ScenePicture[]): number | null {
  const right = fallingScores(pictures.map(({ judged }) => judged.hits))
  const wrong = fallingScores(pictures.map(({ judged }) => judged.falsePositives))
  const scores: number[] = []
  const isTrue: number[] = []
  for (let r = 0, w = 0; r < right.length || w < wrong.length; ) {
    const takesRight = w === wrong.length || (r < right.length && right[r] >= wrong[w])
    scores.push(takesRight ? right[r++] : wrong[w++])
    isTrue.push(takesRight ? 1 : 0)
  }
  const numTruths = pictures.reduce((sum, { judged }) => sum + judged.truths.length, 0)
  return bestF1({ scores, isTrue, numTruths }).threshold
}

function fallingScores(lists: readonly (readonly { score: number }[])[]): Float64Array {
  const scores = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) for (const { score } of list) scores[at++] = score
  return scores.sort().reverse()
}

/** Counts of right and wrong detections by score. */
function scoreHistogram(pictures: readonly ScenePicture[]): ReviewQueue['histogram'] {
  const correct = new Array<number>(HISTOGRAM_BINS).fill(0)
  const wrong = new Array<number>(HISTOGRAM_BINS).fill(0)
  const binOf = (score: number) => Math.min(HISTOGRAM_BINS - 1, Math.floor(score * HISTOGRAM_BINS))
  for (const { judged } of pictures) {
    for (const { score } of judged.hits) correct[binOf(score)]++
    for (const { score } of judged.falsePositives) wrong[binOf(score)]++
  }
  return { correct, wrong }
}
