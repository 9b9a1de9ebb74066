import type { ImageRow } from '../../../shared/annotation/schema'
import type { RunId } from '../../../shared/ids'
import {
  FIRST_PICTURES,
  isUnlabelled,
  type LabelLoop,
  NEXT_PICTURES,
} from '../../../shared/proposals/labelLoop'
import { StudioError } from '../../../shared/result'
import type { PredictOptions } from '../../inference/predict'
import { predictRun } from '../../models/predictRun'
import { usualThreshold } from '../../models/usualThreshold'
import { hashPictures } from '../../project/pictureHashes'
import type { ProjectService } from '../../project/projectService'
import { propose } from '../propose'
import { keepLoop } from './loopRecord'
import { orderByTeaching, type Pupil, teachScore } from './teach'
import { keepTeaching } from './teaching'

/** Proposals are made from here on; the slider hides what is too doubtful to look at. */
const PROPOSED_FROM = 0.1
/** Where a run has no best threshold: there were too few validation pictures. */
const USUAL_THRESHOLD = 0.3
/** Looking for near-duplicates stops after so long: pictures that were not reached count as like no other. */
const HASH_MS = 30_000
/** Pictures that are weighed at a stretch. */
const TURN = 200

/**
 * Begins "label by review": the pictures that differ most from each other and from the labelled ones, until as many are
 * labelled as a first training needs. Where they are there already, the newest run is taken as it is.
 */
export async function beginLoop(project: ProjectService, now: number): Promise<LabelLoop> {
  const rows = project.listImages()
  const labelled = rows.filter(({ numBoxes }) => numBoxes > 0)
  const missing = Math.max(0, FIRST_PICTURES - labelled.length)
  const hasRun = project.listRuns().some(({ reviewable, origin }) => reviewable && origin === 'trained')
  const loop: LabelLoop = {
    round: 0,
    imageIds: missing === 0 ? [] : (await mostDifferent(project, rows)).slice(0, missing),
    since: missing === 0 && hasRun ? 0 : now,
    baseRunId: null,
    lookFrom: null,
  }
  keepLoop(project, loop)
  return loop
}

/**
 * The next round: a run looks at every unlabelled picture, those that teach most come first, and labels are proposed on
 * them. Throws `invalid-input` where no picture is left, `cancelled`, and then the round is as it was.
 */
export async function nextRound(
  project: ProjectService,
  before: LabelLoop,
  runId: RunId,
  options: PredictOptions & { now: number },
): Promise<LabelLoop> {
  const rows = project.listImages()
  const unlabelled = rows.filter(isUnlabelled)
  if (unlabelled.length === 0) {
    throw new StudioError('invalid-input', 'Every picture is labelled.', 'Import more pictures to go on.')
  }
  await predictRun(project, runId, unlabelled, options)
  const threshold = (await usualThreshold(project, runId)) ?? USUAL_THRESHOLD
  const rules = { threshold, boxCounts: countBoxes(project) }
  const { signal } = options
  const isLate = lateAfter(HASH_MS)
  const hashed = await hashPictures(project, unlabelled, () => signal?.aborted === true || isLate())
  throwIfCancelled(signal)
  const known = await labelledHashes(project, rows)
  const pupils: Pupil[] = []
  for (const { image, hash } of hashed) {
    const detections = project.prediction(runId, image.id)?.detections ?? []
    pupils.push({ imageId: image.id, teach: teachScore(detections, rules), hash })
    // Whoever waits for main gets a turn in between.
    if (pupils.length % TURN === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  throwIfCancelled(signal)
  const order = orderByTeaching(pupils, known)
  const imageIds = order.slice(0, NEXT_PICTURES)
  // Predicted already: this only turns detections into proposals.
  const { lookFrom } = await propose(
    project,
    { source: { from: 'run', runId }, imageIds, threshold: PROPOSED_FROM },
    { now: options.now },
  )
  const round = before.round + 1
  const loop: LabelLoop = { round, imageIds, since: options.now, baseRunId: runId, lookFrom }
  keepTeaching(project, order)
  keepLoop(project, loop)
  return loop
}

/** Unlabelled pictures, those first that look least like the labelled ones and like each other. */
async function mostDifferent(
  project: ProjectService,
  rows: readonly ImageRow[],
): Promise<LabelLoop['imageIds']> {
  const hashed = await hashPictures(project, rows.filter(isUnlabelled), lateAfter(HASH_MS))
  const pupils = hashed.map(({ image, hash }) => ({ imageId: image.id, teach: 1, hash }))
  return orderByTeaching(pupils, await labelledHashes(project, rows))
}

async function labelledHashes(project: ProjectService, rows: readonly ImageRow[]) {
  const labelled = rows.filter(({ numBoxes }) => numBoxes > 0)
  return (await hashPictures(project, labelled, lateAfter(HASH_MS))).map(({ hash }) => hash)
}

/** Tells when so many milliseconds have gone by. */
function lateAfter(ms: number): () => boolean {
  const end = performance.now() + ms
  return () => performance.now() > end
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  throw new StudioError('cancelled', 'Looking for the next pictures was cancelled; the round is as it was.')
}

function countBoxes(project: ProjectService) {
  const counts = new Map<ReturnType<ProjectService['listClasses']>[number]['id'], number>()
  for (const { id } of project.listClasses()) counts.set(id, 0)
  for (const { classId } of project.listBoxes()) counts.set(classId, (counts.get(classId) ?? 0) + 1)
  return counts
}
