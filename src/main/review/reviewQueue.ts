import type { BoxXyxyPx } from '../../shared/annotation/schema'
import { bestF1 } from '../../shared/evaluation/threshold'
import type { BoxId } from '../../shared/ids'
import type { ReviewError, ReviewQuery, ReviewQueue, Verdict } from '../../shared/review/schema'
import { type ErrorList, type FalsePositive, listErrors, type Miss } from '../detector/evaluate/errors'
import { type SplitScene, splitScene } from '../evaluation/splitScene'
import type { RunProject } from '../models/runProject'
import { acceptedBoxId, errorIdOf } from './errorId'
import { marksFate } from './marksFate'
import { standingVerdicts } from './standingVerdicts'

const HISTOGRAM_BINS = 20

/** Where a run is wrong on a split, hardest first, with everything the Review room shows beside it. */
export function reviewQueue(project: RunProject, query: ReviewQuery): ReviewQueue {
  const { runId, split, threshold } = query
  const scene = splitScene(project, runId, split)
  const verdicts = standingVerdicts(project, runId)
  const found = listErrors(scene.input, threshold)
  // Lower scores never change what higher ones got, so one assignment of all serves every place of the slider.
  const all = listErrors(scene.input, 0)
  const errors = new Map(allErrors(query, scene, found, verdicts).map((error) => [error.id, error]))
  addJudged(project, query, verdicts, errors)
  const list = [...errors.values()]
    .filter(({ kind }) => query.kind === 'all' || query.kind === kind)
    .sort((a, b) => b.hardness - a.hardness || (a.id < b.id ? -1 : 1))
  const [numFound, numWrong, numMissed] = [
    found.hits.length,
    found.falsePositives.length,
    found.misses.length,
  ]
  return {
    runId,
    split,
    threshold,
    errors: list,
    counts: {
      found: numFound,
      falsePositives: numWrong,
      missed: numMissed,
      verdicts: list.filter(({ verdict }) => verdict !== null).length,
    },
    perClass: countsByClass(scene, found),
    histogram: histogram(scene, all),
    bestF1Threshold: bestF1Threshold(scene, all),
    precision: numFound + numWrong > 0 ? numFound / (numFound + numWrong) : null,
    recall: numFound + numMissed > 0 ? numFound / (numFound + numMissed) : null,
    marks: marksFate(project, runId, threshold),
  }
}

/**
 * An accepted detection is a label now, hence no error of this run any more. The list keeps it, with its verdict, so
 * that it can be taken back: it is what it would be without the boxes that verdicts made.
 */
function addJudged(
  project: RunProject,
  query: ReviewQuery,
  verdicts: ReadonlyMap<string, Verdict>,
  errors: Map<string, ReviewError>,
): void {
  const judged = [...verdicts.keys()].filter((id) => !errors.has(id))
  if (judged.length === 0) return
  const made = new Set<BoxId>(judged.map(acceptedBoxId))
  const scene = withoutIgnoredRegions(splitScene(project, query.runId, query.split, { without: made }))
  const before = allErrors(query, scene, listErrors(scene.input, query.threshold), verdicts)
  for (const error of before) if (error.verdict !== null && !errors.has(error.id)) errors.set(error.id, error)
}

/** The scene as it was before anything was told to be ignored. */
function withoutIgnoredRegions(scene: SplitScene): SplitScene {
  const keep = scene.truthBoxes.map((box) => box !== null)
  return {
    ...scene,
    truthBoxes: scene.truthBoxes.filter((_, i) => keep[i]),
    input: { ...scene.input, truths: scene.input.truths.filter((_, i) => keep[i]) },
  }
}

function allErrors(
  { runId }: ReviewQuery,
  scene: SplitScene,
  found: ErrorList,
  verdicts: ReadonlyMap<string, Verdict>,
): ReviewError[] {
  const complete = (error: Omit<ReviewError, 'verdict'>): ReviewError => ({
    ...error,
    verdict: verdicts.get(error.id) ?? null,
  })
  return [
    ...found.falsePositives.map((error) => complete(falsePositive(runId, scene, error))),
    ...found.misses.map((miss) => complete(missed(runId, scene, miss))),
  ]
}

function falsePositive(
  runId: ReviewQuery['runId'],
  scene: SplitScene,
  error: FalsePositive,
): Omit<ReviewError, 'verdict'> {
  const { detection, imageIndex, place } = scene.detections[error.detection]
  const { row } = scene.images[imageIndex]
  const { classId, name } = scene.classes[scene.input.detections[error.detection].classIndex]
  const truth = error.truth === null ? null : scene.truthBoxes[error.truth]
  return {
    id: errorIdOf({ runId, kind: 'fp', imageId: row.id, place }),
    kind: 'fp',
    cause: error.cause,
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
  }
}

function missed(runId: ReviewQuery['runId'], scene: SplitScene, miss: Miss): Omit<ReviewError, 'verdict'> {
  const box = scene.truthBoxes[miss.truth]
  if (box === null) throw new RangeError('an ignored region cannot be missed')
  const { image, classIndex } = scene.input.truths[miss.truth]
  const { row } = scene.images[image]
  const { classId, name } = scene.classes[classIndex]
  return {
    id: errorIdOf({ runId, kind: 'fn', imageId: row.id, boxId: box.id }),
    kind: 'fn',
    cause: 'missed',
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
  }
}

function countsByClass(scene: SplitScene, found: ErrorList): ReviewQueue['perClass'] {
  const counts = scene.classes.map(({ classId, name }) => ({
    classId,
    name,
    found: 0,
    falsePositives: 0,
    missed: 0,
  }))
  const { truths, detections } = scene.input
  for (const { truth } of found.hits) counts[truths[truth].classIndex].found++
  for (const { detection } of found.falsePositives) counts[detections[detection].classIndex].falsePositives++
  for (const { truth } of found.misses) counts[truths[truth].classIndex].missed++
  return counts
}

function bestF1Threshold(scene: SplitScene, all: ErrorList): number | null {
  const scoreOf = (detection: number) => scene.input.detections[detection].score
  const outcomes = [
    ...all.hits.map(({ detection }) => ({ score: scoreOf(detection), isTrue: 1 })),
    ...all.falsePositives.map(({ detection }) => ({ score: scoreOf(detection), isTrue: 0 })),
  ].sort((a, b) => b.score - a.score)
  return bestF1({
    scores: outcomes.map(({ score }) => score),
    isTrue: outcomes.map(({ isTrue }) => isTrue),
    numTruths: all.hits.length + all.misses.length,
  }).threshold
}

function histogram(scene: SplitScene, all: ErrorList): ReviewQueue['histogram'] {
  const correct = new Array<number>(HISTOGRAM_BINS).fill(0)
  const wrong = new Array<number>(HISTOGRAM_BINS).fill(0)
  const binOf = (detection: number) =>
    Math.min(HISTOGRAM_BINS - 1, Math.floor(scene.input.detections[detection].score * HISTOGRAM_BINS))
  for (const { detection } of all.hits) correct[binOf(detection)]++
  for (const { detection } of all.falsePositives) wrong[binOf(detection)]++
  return { correct, wrong }
}

function cornersOf({ x1, y1, x2, y2 }: BoxXyxyPx): BoxXyxyPx {
  return { x1, y1, x2, y2 }
}
