import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataDiff, LabelsOf, SeenImage } from '../../shared/compare/schema'
import type { ClassId, ImageId, RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import type { TrainJob } from '../../shared/training/protocol'
import type { RunProject } from '../models/runProject'
import { classLookup } from '../project/classLookup'
import { JOB_FILE, readJob } from '../trainer/runs/jobFile'
import { diffLabels, type LabelSet } from './labelDiff'

/** Labels of a run or of now, with the name that each class had in them. */
interface NamedLabels {
  labels: LabelSet
  classNames: ReadonlyMap<ClassId, string>
}

/** The labels that a run saw, from the record in its folder; null where there is none. */
export async function labelsSeenBy(project: RunProject, runId: RunId): Promise<NamedLabels | null> {
  const { origin } = project.run(runId)
  if (origin !== 'trained') return null
  const job = await heldJob(project.runFolder(runId))
  if (job === null) return null
  const ids = classIdsOf(project, runId, job)
  const classNames = new Map(job.classes.flatMap((name, i) => (ids[i] === null ? [] : [[ids[i], name]])))
  const labels = new Map(
    job.images.map(({ id, split, boxes, marks }): [ImageId, SeenImage] => [
      id as ImageId,
      {
        imageId: id as ImageId,
        split,
        boxes: boxes.map(({ classIndex, ignore, x1, y1, x2, y2 }) => ({
          classId: ids[classIndex] ?? null,
          className: job.classes[classIndex] ?? '?',
          ignore,
          x1,
          y1,
          x2,
          y2,
        })),
        marks: marks.map(({ classIndex, ...mark }) => ({
          ...mark,
          classId: classIndex === null ? null : (ids[classIndex] ?? null),
        })),
      },
    ]),
  )
  return { labels, classNames }
}

/** Jobs read last, by folder: each is asked for several times in a row and may be large. */
const held = new Map<string, { at: number; job: TrainJob | null }>()
const MOST_HELD = 8

async function heldJob(runFolder: string): Promise<TrainJob | null> {
  const at = await changedAt(join(runFolder, JOB_FILE))
  const known = held.get(runFolder)
  held.delete(runFolder)
  const entry = known !== undefined && known.at === at ? known : { at, job: await readJob(runFolder) }
  held.set(runFolder, entry)
  for (const folder of [...held.keys()].slice(0, -MOST_HELD)) held.delete(folder)
  return entry.job
}

/** When a file was last written, ms; -1: it is not there. */
async function changedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => -1,
  )
}

/** The labels as they are. */
export function labelsNow(project: RunProject): NamedLabels {
  const classNames = new Map(project.summary().classes.map(({ id, name }) => [id, name]))
  const rows = project.listImages().filter(({ state }) => state !== 'unlabelled')
  const labels = new Map(
    rows.map((row): [ImageId, SeenImage] => {
      const { boxes, marks } = project.readImage(row.id)
      return [
        row.id,
        {
          imageId: row.id,
          split: row.split,
          boxes: boxes.map(({ classId, x1, y1, x2, y2, difficult, crowd }) => ({
            classId,
            className: classNames.get(classId) ?? '?',
            ignore: difficult || crowd,
            x1,
            y1,
            x2,
            y2,
          })),
          marks: marks.map(({ kind, classId, x1, y1, x2, y2 }) => ({ kind, classId, x1, y1, x2, y2 })),
        },
      ]
    }),
  )
  return { labels, classNames }
}

/** From the labels of one run to those of another, or of now. Throws `not-found` where a run left no record. */
export async function dataDiff(project: RunProject, a: RunId, b: LabelsOf): Promise<DataDiff> {
  const before = await labelsOf(project, a)
  const after = await labelsOf(project, b)
  const paths = new Map(project.listImages().map(({ id, path }) => [id, path]))
  const renamed = [...before.classNames].flatMap(([id, from]) => {
    const to = after.classNames.get(id)
    return to === undefined || to === from ? [] : [{ from, to }]
  })
  return { ...diffLabels(before.labels, after.labels, (id) => paths.get(id) ?? null), renamed }
}

/** The labels of one picture as a run saw them. Throws `not-found` where it did not. */
export async function seenImage(project: RunProject, of: LabelsOf, imageId: ImageId): Promise<SeenImage> {
  const { labels } = await labelsOf(project, of)
  return labels.get(imageId) ?? { imageId, split: null, boxes: [], marks: [] }
}

async function labelsOf(project: RunProject, of: LabelsOf): Promise<NamedLabels> {
  if (of === 'now') return labelsNow(project)
  const seen = await labelsSeenBy(project, of)
  if (seen !== null) return seen
  const { name, origin } = project.run(of)
  throw new StudioError(
    'not-found',
    origin === 'trained'
      ? `${name} left no record of the labels that it saw.`
      : `${name} was not trained here: nobody knows which labels it saw.`,
    'Choose another run.',
  )
}

/** Ids of a job's classes; of one that was renamed when that was not noted yet, through the run's own predictions. */
function classIdsOf(project: RunProject, runId: RunId, job: TrainJob): (ClassId | null)[] {
  const lookup = classLookup(project, project.run(runId).revision)
  const ids = job.classes.map((name) => lookup(name))
  if (!ids.includes(null)) return ids
  const then = new Map<string, ClassId>()
  for (const { detections } of project.listPredictions(runId)) {
    for (const { className, classId } of detections) if (classId !== null) then.set(className, classId)
  }
  return job.classes.map((name, i) => ids[i] ?? lookup(name, then.get(name) ?? null))
}
