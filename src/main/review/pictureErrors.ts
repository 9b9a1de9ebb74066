import { type ClassThresholds, thresholdOf } from '../../shared/evaluation/chosen'
import { cornersOf } from '../../shared/geometry/box'
import { errorIdOf } from '../../shared/review/errorId'
import type { ReviewError } from '../../shared/review/schema'
import { type FalsePositive, isMissed, type Judged } from '../detector/evaluate/errors'
import type { RunProject } from '../models/runProject'
import { judgePicture, type ReviewScene, type ScenePicture } from './reviewScene'
import type { StandingVerdict } from './standingVerdicts'
import { withoutVerdict } from './withoutVerdict'

/** The errors of a picture at a threshold, with the verdicts on them; those that verdicts have mended come too. */
export function pictureErrors(
  project: RunProject,
  scene: ReviewScene,
  picture: ScenePicture,
  thresholds: ClassThresholds,
  verdicts: readonly StandingVerdict[],
): ReviewError[] {
  const errors = listed(scene, picture, thresholds)
  if (verdicts.length === 0) return errors
  const byId = new Map(errors.map((error) => [error.id, error]))
  // An accepted detection is a label now, hence no error any more: it is listed as it was before its verdict.
  const mended = verdicts.filter(({ errorId }) => !byId.has(errorId))
  if (mended.length > 0) {
    const drawn = verdicts.reduce(
      (contents, stored) => withoutVerdict(project, stored.errorId, stored, contents),
      picture.drawn,
    )
    const wanted = new Set(mended.map(({ errorId }) => errorId))
    for (const error of listed(scene, judgePicture(scene, picture, drawn), thresholds)) {
      if (wanted.has(error.id)) byId.set(error.id, error)
    }
  }
  for (const { errorId, verdict, at, weight } of verdicts) {
    const error = byId.get(errorId)
    if (error !== undefined) byId.set(errorId, { ...error, verdict, verdictAt: at, weight })
  }
  return [...byId.values()]
}

function listed(scene: ReviewScene, picture: ScenePicture, thresholds: ClassThresholds): ReviewError[] {
  const { scored, truths } = picture.scene
  const errors: ReviewError[] = []
  for (const error of picture.judged.falsePositives) {
    if (error.score >= thresholdOf(thresholds, scored[error.detection].classIndex))
      errors.push(falsePositive(scene, picture, error))
  }
  for (const truth of picture.judged.truths) {
    if (!isMissed(truth, thresholdOf(thresholds, truths[truth.truth].classIndex))) continue
    errors.push(missed(scene, picture, truth, thresholds))
  }
  return errors
}

function falsePositive(
  { runId, classes }: ReviewScene,
  { row, scene }: ScenePicture,
  error: FalsePositive,
): ReviewError {
  const { detection, place } = scene.detections[error.detection]
  const { classId, name } = classes.list[scene.scored[error.detection].classIndex]
  const truth = error.truth === null ? null : scene.truthBoxes[error.truth]
  return {
    id: errorIdOf({ runId, kind: 'fp', imageId: row.id, place }),
    kind: 'fp',
    cause: error.cause,
    place,
    imageId: row.id,
    imagePath: row.path,
    classId,
    className: name,
    score: detection.score,
    box: cornersOf(detection),
    groundTruthId: truth?.id ?? null,
    groundTruth: truth === null ? null : cornersOf(truth),
    iou: error.iou,
    hardness: detection.score,
    verdict: null,
    verdictAt: null,
    weight: null,
    isReached: false,
  }
}

function missed(
  { runId, classes }: ReviewScene,
  { row, scene }: ScenePicture,
  miss: Judged['truths'][number],
  thresholds: ClassThresholds,
): ReviewError {
  const box = scene.truthBoxes[miss.truth]
  const mendsFrom =
    miss.mendedBy === null ? null : thresholdOf(thresholds, scene.scored[miss.mendedBy].classIndex)
  const { classId, name } = classes.list[scene.truths[miss.truth].classIndex]
  return {
    id: errorIdOf({ runId, kind: 'fn', imageId: row.id, boxId: box.id }),
    kind: 'fn',
    cause: 'missed',
    place: null,
    imageId: row.id,
    imagePath: row.path,
    classId,
    className: name,
    score: miss.bestScore,
    box: cornersOf(box),
    groundTruthId: box.id,
    groundTruth: cornersOf(box),
    iou: miss.iou,
    hardness: 1 - (miss.bestScore ?? 0),
    verdict: null,
    verdictAt: null,
    weight: null,
    isReached: mendsFrom !== null && miss.mendedAt !== null && miss.mendedAt >= mendsFrom,
  }
}
