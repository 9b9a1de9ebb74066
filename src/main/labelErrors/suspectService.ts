import { iou } from '../../shared/geometry/iou'
import type { ClassId, RunId } from '../../shared/ids'
import type { Suspect, SuspectList } from '../../shared/labels/schema'
import { StudioError } from '../../shared/result'
import { errorIdOf, isSuspect } from '../../shared/review/errorId'
import type { Detection, Verdict } from '../../shared/review/schema'
import { countText } from '../../shared/text/count'
import type { RunRecord } from '../../shared/training/run'
import type { RunProject } from '../models/runProject'
import { classLookup } from '../project/classLookup'
import { standingVerdicts } from '../review/standingVerdicts'
import { judgedLabels, type LabelledPicture } from './judgedLabels'
import { type RankedSuspect, rankSuspects } from './rankSuspects'
import { whyText } from './suspectWords'

export interface SuspectQuery {
  runId: RunId
  /** Test pictures stay out of sight unless asked for. */
  includeTest?: boolean
}

/**
 * Labels that are probably wrong, most worth a look first. Of a k-fold run all pictures are judged; of a trained run only those
 * that it has not learnt from. Throws `run-not-found`, `run-not-finished`.
 */
export function listSuspects(project: RunProject, { runId, includeTest = false }: SuspectQuery): SuspectList {
  const run = project.run(runId)
  if (!run.reviewable) {
    throw new StudioError(
      'run-not-finished',
      `${run.name} has no predictions yet.`,
      'Let it finish; a check that was cut off can go on.',
    )
  }
  const rows = project
    .listImages()
    .filter(
      ({ state, problem, split }) =>
        state !== 'unlabelled' &&
        problem === null &&
        (split !== 'test' || includeTest) &&
        (run.origin !== 'trained' || split !== 'train'),
    )
  const pictures = judgedLabels(project, runId, rows)
  const classes = classIndex(project)
  const judged = pictures.map(({ row, labels, detections }) => ({
    width: row.width,
    height: row.height,
    labels: labels.map((box) => ({ box, classIndex: classes.ofId(box.classId, '') })),
    predictions: detections.map(({ detection }) => ({
      box: detection,
      classIndex: classes.ofId(detection.classId, detection.className),
      score: detection.score,
    })),
  }))
  const ranked = rankSuspects(judged, classes.count)
  const verdicts = new Map(suspectVerdicts(project, runId).map(({ id, verdict }) => [id, verdict]))
  const nameOf = new Map(project.summary().classes.map(({ id, name }) => [id, name]))
  return {
    runId,
    suspects: ranked.flatMap((found) => toSuspect(runId, pictures[found.picture], found, verdicts, nameOf)),
    images: pictures.length,
    labels: pictures.reduce((sum, { labels }) => sum + labels.length, 0),
    basis: basisText(run, pictures.length),
    blind: blindSpots(pictures, nameOf),
  }
}

/** Verdicts on suspects of a run that still hold, by id. */
export function suspectVerdicts(project: RunProject, runId: RunId): { id: string; verdict: Verdict }[] {
  return [...standingVerdicts(project, runId)].flatMap(([id, { verdict, subject }]) =>
    isSuspect(subject) ? [{ id, verdict }] : [],
  )
}

function toSuspect(
  runId: RunId,
  { row, labels, detections }: LabelledPicture,
  found: RankedSuspect,
  verdicts: ReadonlyMap<string, Verdict>,
  nameOf: ReadonlyMap<string, string>,
): Suspect[] {
  const { detection, place } = detections[found.prediction]
  const box = found.label === null ? null : labels[found.label]
  // Too hard for a person, or a crowd: no model is asked about it.
  if (box !== null && (box.difficult || box.crowd)) return []
  const base = { runId, imageId: row.id, place }
  const id =
    box === null || found.kind === 'overlooked'
      ? errorIdOf({ ...base, kind: 'overlooked' })
      : errorIdOf({ ...base, kind: found.kind, boxId: box.id })
  const label =
    box === null
      ? null
      : { boxId: box.id, classId: box.classId, className: nameOf.get(box.classId) ?? '?', box: corners(box) }
  const prediction = {
    classId: detection.classId,
    className: (detection.classId && nameOf.get(detection.classId)) ?? detection.className,
    box: corners(detection),
    score: detection.score,
    probability: found.probability,
  }
  const { kind, labelScore, suspicion } = found
  const overlap = box === null ? 0 : iou(box, detection)
  return [
    {
      id,
      kind,
      imageId: row.id,
      imagePath: row.path,
      labelScore,
      suspicion,
      why: whyText({ kind, label, prediction }, overlap),
      label,
      prediction,
      verdict: verdicts.get(id) ?? null,
    },
  ]
}

function basisText({ origin, name }: RunRecord, images: number): string {
  const pictures = countText(images, 'picture')
  if (origin === 'folds') return `${pictures}, each judged by a model that had not seen it.`
  if (origin === 'imported')
    return `${pictures} that ${name} has predictions for; it may have learnt from them.`
  return `Only the ${pictures} that ${name} did not learn from. A check over all pictures takes a k-fold run.`
}

/** A class on one picture has been seen by no model that judges it. */
function blindSpots(pictures: readonly LabelledPicture[], nameOf: ReadonlyMap<string, string>): string[] {
  const holders = new Map<string, number>()
  for (const { labels } of pictures) {
    for (const classId of new Set(labels.map((box) => box.classId))) {
      holders.set(classId, (holders.get(classId) ?? 0) + 1)
    }
  }
  return [...holders]
    .filter(([, count]) => count === 1)
    .map(
      ([classId]) =>
        `${nameOf.get(classId) ?? '?'} is on one picture only, so its labels could not be checked.`,
    )
}

/** Classes of the project, then those that only predictions know by name. */
function classIndex(project: RunProject) {
  const known = project.summary().classes
  const lookup = classLookup(project)
  const byId = new Map<string, number>(known.map(({ id }, index) => [id, index]))
  const byName = new Map<string, number>(known.map(({ name }, index) => [name, index]))
  return {
    get count() {
      return Math.max(known.length, byName.size)
    },
    ofId(classId: ClassId | null, name: string): number {
      const index = byId.get(lookup(name, classId) ?? '') ?? byName.get(name)
      if (index !== undefined) return index
      byName.set(name, byName.size)
      return byName.size - 1
    },
  }
}

const corners = ({ x1, y1, x2, y2 }: Pick<Detection, 'x1' | 'y1' | 'x2' | 'y2'>) => ({ x1, y1, x2, y2 })
