import type { ImageId } from '../../shared/ids'
import { isSuspect } from '../../shared/review/errorId'
import type { ReviewCounts, ReviewError, ReviewQuery, ReviewQueue, RunView } from '../../shared/review/schema'
import type { TideFigures } from '../../shared/training/metrics'
import { evaluateTide } from '../detector/evaluate/tide'
import { ignoredRegions } from '../evaluation/splitScene'
import type { RunProject } from '../models/runProject'
import { pictureErrors } from './pictureErrors'
import { type ReviewScene, reviewScene } from './reviewScene'
import { sceneCounts, sceneFigures } from './sceneCounts'
import { sceneThresholds } from './sceneThresholds'
import { type StandingVerdict, standingVerdicts } from './standingVerdicts'

/** Where a run is wrong on a split, picture by picture, with everything the Review room shows beside it. */
export function reviewQueue(project: RunProject, query: ReviewQuery): ReviewQueue {
  const { runId, split } = query
  const scene = reviewScene(project, runId, split)
  const figures = sceneFigures(scene)
  const thresholds = sceneThresholds(project, scene, query)
  const verdicts = verdictsByPicture(project, scene)
  const errors: ReviewError[] = []
  let given = 0
  for (const picture of scene.pictures) {
    const onPicture = verdicts.get(picture.row.id) ?? []
    for (const error of pictureErrors(project, scene, picture, thresholds.byClass, onPicture)) {
      if (!isWanted(error, query)) continue
      errors.push(error)
      if (error.verdict !== null) given++
    }
  }
  return {
    runId,
    split,
    revision: scene.revision,
    errors,
    ...sceneCounts(scene, thresholds, given),
    ...figures,
    facts: scene.facts,
  }
}

/** The figures alone: a threshold that is being moved asks for nothing else. */
export function reviewCounts(project: RunProject, view: RunView): ReviewCounts {
  const scene = reviewScene(project, view.runId, view.split)
  const verdicts = verdictsByPicture(project, scene)
  const given = [...verdicts.values()].reduce((sum, { length }) => sum + length, 0)
  return sceneCounts(scene, sceneThresholds(project, scene, view), given)
}

/** The errors of some pictures, after something changed on them. */
export function errorsOfPictures(
  project: RunProject,
  view: RunView,
  imageIds: readonly ImageId[],
): { errors: ReviewError[]; counts: ReviewCounts; revision: number } {
  const scene = reviewScene(project, view.runId, view.split)
  const counts = reviewCounts(project, view)
  const { byClass } = sceneThresholds(project, scene, view)
  const verdicts = verdictsByPicture(project, scene)
  const errors = imageIds.flatMap((imageId) => {
    const place = scene.places.get(imageId)
    if (place === undefined) return []
    const given = verdicts.get(imageId) ?? []
    return pictureErrors(project, scene, scene.pictures[place], byClass, given).filter((error) =>
      isWanted(error, { kind: 'all', withReached: false }),
    )
  })
  return { errors, counts, revision: scene.revision }
}

/** What each kind of error costs in AP50, over all thresholds. */
export function errorCosts(
  project: RunProject,
  { runId, split }: Pick<RunView, 'runId' | 'split'>,
): TideFigures | null {
  const { pictures, classes } = reviewScene(project, runId, split)
  const inPlace = <T>(items: readonly T[], image: number) => items.map((item) => ({ ...item, image }))
  const truths = pictures.flatMap(({ scene, drawn }, image) => [
    ...inPlace(scene.truths, image),
    ...ignoredRegions(classes.list, image, drawn.marks),
  ])
  if (truths.length === 0) return null
  const detections = pictures.flatMap(({ scene }, image) => inPlace(scene.scored, image))
  return evaluateTide({ numImages: pictures.length, numClasses: classes.list.length, truths, detections })
    .figures
}

function verdictsByPicture(project: RunProject, scene: ReviewScene): Map<ImageId, StandingVerdict[]> {
  const byPicture = new Map<ImageId, StandingVerdict[]>()
  const drawnOn = (imageId: ImageId) => scene.pictures[scene.places.get(imageId) ?? -1]?.drawn
  for (const standing of standingVerdicts(project, scene.runId, drawnOn).values()) {
    if (isSuspect(standing.subject)) continue
    const { imageId } = standing.subject
    byPicture.set(imageId, [...(byPicture.get(imageId) ?? []), standing])
  }
  return byPicture
}

function isWanted(error: ReviewError, { kind, withReached }: Pick<ReviewQuery, 'kind' | 'withReached'>) {
  return (
    (kind === 'all' || error.kind === kind) && (withReached || !error.isReached || error.verdict !== null)
  )
}
