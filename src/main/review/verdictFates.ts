import type { BoxRecord, BoxXyxyPx, MarkRecord } from '../../shared/annotation/schema'
import { cornersOf } from '../../shared/geometry/box'
import { iou } from '../../shared/geometry/iou'
import type { BoxId, ClassId, ImageId, RunId } from '../../shared/ids'
import { isSuspect, parseErrorId } from '../../shared/review/errorId'
import type { FateKind, VerdictFate } from '../../shared/review/schema'
import type { RunRecord } from '../../shared/training/run'
import { FOREGROUND_IOU } from '../detector/evaluate/errors'
import type { RunProject } from '../models/runProject'
import type { Prediction } from '../store/projectStore'

/** A place that a person judged before a run began. */
interface Place {
  id: string
  kind: FateKind
  fromRunId: RunId | null
  imageId: ImageId
  /** null: any class. */
  classId: ClassId | null
  box: BoxXyxyPx
  /** As it was noted then; the earlier run's prediction tells where it was not. */
  score: number | null
}

/**
 * What a run says where earlier rounds marked a hard negative, accepted a detection, mended a label or drew a new one.
 * Only pictures that it has a prediction for are looked at; `unseen` counts the places on others.
 */
export function verdictFates(
  project: RunProject,
  run: RunRecord,
  threshold: number,
): { fates: VerdictFate[]; unseen: number } {
  const classNames = new Map(project.summary().classes.map(({ id, name }) => [id, name]))
  const paths = new Map(project.listImages().map(({ id, path }) => [id, path]))
  const predictions = new PredictionReader(project)
  const fates: VerdictFate[] = []
  let unseen = 0
  for (const place of placesBefore(project, run, predictions)) {
    const now = predictions.read(run.id, place.imageId)
    if (now === undefined) {
      unseen++
      continue
    }
    const scoreNow = bestScore(now, place)
    const before = place.fromRunId === null ? undefined : predictions.read(place.fromRunId, place.imageId)
    const isThere = scoreNow !== null && scoreNow >= threshold
    const outcome =
      place.kind === 'hard-negative' ? (isThere ? 'firing' : 'gone') : isThere ? 'found' : 'missed'
    fates.push({
      id: place.id,
      kind: place.kind,
      outcome,
      fromRunId: place.fromRunId,
      imageId: place.imageId,
      imagePath: paths.get(place.imageId) ?? '',
      className: place.classId === null ? 'any class' : (classNames.get(place.classId) ?? 'a deleted class'),
      box: place.box,
      scoreBefore: place.score ?? (before === undefined ? null : bestScore(before, place)),
      scoreNow,
    })
  }
  return { fates: fates.sort(byUrgency), unseen }
}

/** What is still wrong first, the highest score on top. */
function byUrgency(a: VerdictFate, b: VerdictFate): number {
  const isWrong = ({ outcome }: VerdictFate) => Number(outcome === 'firing' || outcome === 'missed')
  return isWrong(b) - isWrong(a) || (b.scoreNow ?? -1) - (a.scoreNow ?? -1) || (a.id < b.id ? -1 : 1)
}

function bestScore({ detections }: Prediction, { classId, box }: Place): number | null {
  const scores = detections
    .filter((one) => (classId === null || one.classId === classId) && iou(one, box) >= FOREGROUND_IOU)
    .map(({ score }) => score)
  return scores.length === 0 ? null : Math.max(...scores)
}

function placesBefore(project: RunProject, run: RunRecord, predictions: PredictionReader): Place[] {
  const contents = (['train', 'val', 'test'] as const).map((split) => project.splitContents(split))
  const marks = contents.flatMap((content) => content.marks)
  const earlier = project
    .listRuns()
    .filter(({ id, startedAt, reviewable }) => id !== run.id && reviewable && startedAt < run.startedAt)
  const mends = mendedLabels(project, earlier, run.startedAt)
  const last = earlier.at(-1)
  const lastEnd = last?.finishedAt ?? last?.startedAt ?? Number.POSITIVE_INFINITY
  const boxPlaces = project.listBoxes().flatMap((box): Place[] => {
    // What came after the run began says nothing yet: it has not learnt from it.
    const mendedIn = mends.get(box.id)
    if (mendedIn !== undefined) return [labelPlace(box, 'mended', mendedIn)]
    if (box.createdAt > run.startedAt) return []
    if (box.source === 'accepted' && box.runId !== null) {
      const from = earlier.find(({ id }) => id === box.runId)
      return from === undefined ? [] : [labelPlace(box, 'accepted', from.id)]
    }
    const isNew = box.source === 'drawn' && box.createdAt > lastEnd && last !== undefined
    // A box on a picture that the run before had not judged is labelling, no mend.
    return isNew && predictions.read(last.id, box.imageId) !== undefined
      ? [labelPlace(box, 'drawn', last.id)]
      : []
  })
  const hardNegatives = marks.filter(
    ({ kind, createdAt }) => kind === 'hard-negative' && createdAt <= run.startedAt,
  )
  return [...hardNegatives.map(markPlace), ...boxPlaces]
}

function markPlace({ id, imageId, classId, runId, score, ...box }: MarkRecord): Place {
  const fromRunId = runId as RunId | null
  return { id, kind: 'hard-negative', fromRunId, imageId, classId, box: cornersOf(box), score }
}

function labelPlace(box: BoxRecord, kind: FateKind, fromRunId: RunId): Place {
  const { id, imageId, classId } = box
  return { id, kind, fromRunId, imageId, classId, box: cornersOf(box), score: null }
}

/** Labels that were mended in a round before, with the run whose error it was. */
function mendedLabels(project: RunProject, earlier: readonly RunRecord[], until: number): Map<BoxId, RunId> {
  const mended = new Map<BoxId, RunId>()
  for (const { id: runId } of earlier) {
    for (const { errorId, verdict, at, revision, isActive } of project.listVerdicts(runId)) {
      if (!isActive || revision === null || at === null || at > until) continue
      const subject = parseErrorId(errorId)
      // Accepting what the check of labels proposes mends a label, too.
      if (subject === null || (verdict !== 'mend' && !(verdict === 'accept' && isSuspect(subject)))) continue
      for (const [, after] of project.editOf(revision)?.boxes.changed ?? []) mended.set(after.id, runId)
    }
  }
  return mended
}

/** Predictions are read once for each picture. */
class PredictionReader {
  private readonly known = new Map<string, Prediction | undefined>()

  constructor(private readonly project: RunProject) {}

  read(runId: RunId, imageId: ImageId): Prediction | undefined {
    const key = `${runId} ${imageId}`
    if (!this.known.has(key)) this.known.set(key, this.project.prediction(runId, imageId))
    return this.known.get(key)
  }
}
