import type { ImageRow, MarkRecord, Split } from '../../shared/annotation/schema'
import type { ClassId, ImageId, RunId } from '../../shared/ids'
import type { Detection } from '../../shared/review/schema'
import { type EvaluationInput, type ScoredBox, type TruthBox, xywhOf } from '../detector/evaluate/types'
import { changedSince } from '../models/changedSince'
import type { RunProject } from '../models/runProject'
import { classLookup } from '../project/classLookup'
import type { PlainBox, SplitContents } from '../store/projectStore'

/** A class of the run as it is now; classId null: the project has it no more. */
export interface SceneClass {
  classId: ClassId | null
  name: string
}

/** A split's ground truth against a run's detections, with the way back from every place to its record. */
export interface SplitScene {
  images: { row: ImageRow; marks: readonly MarkRecord[]; ms: number }[]
  classes: SceneClass[]
  input: EvaluationInput
  /** By place in input.truths; null: a region that a mark says to look away from. */
  truthBoxes: (PlainBox | null)[]
  /** By place in input.detections. */
  detections: { detection: Detection; imageIndex: number; place: number }[]
}

export interface SceneOptions {
  /** Only these pictures; left out: all of the split. */
  only?: ReadonlySet<ImageId>
  /** Detections that score less are left out. */
  minScore?: number
  /** Kept of each picture, best first. */
  maxDetections?: number
}

/**
 * Gathers the pictures of a split that a person has labelled or found empty and that the run has predictions for, made
 * from the file as it is now.
 * Classes follow their id, so a class renamed since the run is still itself.
 */
export function splitScene(
  project: RunProject,
  runId: RunId,
  split: Split,
  { only, minScore = 0, maxDetections = Number.POSITIVE_INFINITY }: SceneOptions = {},
): SplitScene {
  const predictions = new Map(project.listPredictions(runId, split).map((found) => [found.imageId, found]))
  const wanted = judgeable(project.listImages(), split).filter(
    ({ id }) => predictions.has(id) && (only === undefined || only.has(id)),
  )
  const changed = changedSince(project, runId, wanted)
  const rows = wanted.filter(({ id }) => !changed.has(id))
  const classes = createClassIndex(project, runId)
  // A class that was renamed since is known by its detections: they come before the boxes that carry only its id.
  for (const { detections } of predictions.values()) detections.forEach(classes.ofDetection)
  const drawnOn = drawnByImage(project.splitContents(split))
  const pictures = rows.map((row, image) => {
    const prediction = predictions.get(row.id)
    const detections = (prediction?.detections ?? [])
      .map((detection, place) => ({ detection, place }))
      .filter(({ detection, place }) => detection.score >= minScore && place < maxDetections)
    const drawn = drawnOn(row.id)
    const scene = pictureScene(classes, image, { ...drawn, detections })
    return { row, marks: drawn.marks, ms: prediction?.ms ?? 0, scene }
  })
  const regions = pictures.map(({ marks }, image) => ignoredRegions(classes.list, image, marks))
  return {
    images: pictures.map(({ row, marks, ms }) => ({ row, marks, ms })),
    classes: classes.list,
    input: {
      numImages: rows.length,
      numClasses: classes.list.length,
      truths: [...pictures.flatMap(({ scene }) => scene.truths), ...regions.flat()],
      detections: pictures.flatMap(({ scene }) => scene.scored),
    },
    truthBoxes: [...pictures.flatMap(({ scene }) => scene.truthBoxes), ...regions.flat().map(() => null)],
    detections: pictures.flatMap(({ scene }, imageIndex) =>
      scene.detections.map((found) => ({ ...found, imageIndex })),
    ),
  }
}

/** What lies on a picture and what was found on it, in the evaluator's terms. */
export interface PictureScene {
  truths: TruthBox[]
  /** By place in truths. */
  truthBoxes: PlainBox[]
  scored: ScoredBox[]
  /** By place in scored: the detection, and its place in the run's stored prediction. */
  detections: { detection: Detection; place: number }[]
}

export function pictureScene(
  classes: ClassIndex,
  image: number,
  {
    boxes,
    detections,
  }: { boxes: readonly PlainBox[]; detections: readonly { detection: Detection; place: number }[] },
): PictureScene {
  return {
    truths: boxes.map((box) => ({
      image,
      classIndex: classes.ofBox(box),
      xywh: xywhOf(box),
      isCrowd: box.crowd,
      isIgnored: box.difficult,
    })),
    truthBoxes: [...boxes],
    scored: detections.map(({ detection }) => ({
      image,
      classIndex: classes.ofDetection(detection),
      xywh: xywhOf(detection),
      score: detection.score,
    })),
    detections: [...detections],
  }
}

/** What lies on a picture: as much of it as an evaluation needs. */
export interface Drawn {
  boxes: readonly PlainBox[]
  marks: readonly MarkRecord[]
}

/** What lies on each picture of a split. */
export function drawnByImage({ boxes, marks }: SplitContents): (imageId: ImageId) => Drawn {
  const marksOf = new Map<ImageId, MarkRecord[]>()
  for (const mark of marks) marksOf.set(mark.imageId, [...(marksOf.get(mark.imageId) ?? []), mark])
  return (imageId) => ({ boxes: boxes.get(imageId) ?? [], marks: marksOf.get(imageId) ?? [] })
}

/** Pictures of a split whose ground truth is complete, in order of their paths. */
export function judgeable(rows: readonly ImageRow[], split: Split): ImageRow[] {
  return rows
    .filter(
      (row) => row.split === split && row.state !== 'unlabelled' && row.problem === null && !row.takenOut,
    )
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

/** An ignore mark excuses detections of its class (or any) that lie at least half in it, as a crowd does. */
export function ignoredRegions(
  classes: readonly SceneClass[],
  image: number,
  marks: readonly MarkRecord[],
): TruthBox[] {
  return marks
    .filter(({ kind }) => kind === 'ignore')
    .flatMap((mark) =>
      classes.flatMap(({ classId }, classIndex) =>
        mark.classId === null || mark.classId === classId
          ? [{ image, classIndex, xywh: xywhOf(mark), isCrowd: true }]
          : [],
      ),
    )
}

export type ClassIndex = ReturnType<typeof createClassIndex>

/** Classes of the run first, in its order, then those that only the ground truth has. */
export function createClassIndex(project: RunProject, runId: RunId) {
  const known = project.summary().classes
  const run = project.run(runId)
  const lookup = classLookup(project, run.revision)
  const list: SceneClass[] = run.classes.map((name) => {
    const classId = lookup(name)
    return { classId, name: known.find(({ id }) => id === classId)?.name ?? name }
  })
  const add = (entry: SceneClass) => list.push(entry) - 1
  /** Of every pair of id and name that a detection carried. */
  const indices = new Map<string, number>()
  return {
    list,
    ofBox({ classId }: PlainBox): number {
      const at = list.findIndex((entry) => entry.classId === classId)
      if (at !== -1) return at
      return add({ classId, name: known.find(({ id }) => id === classId)?.name ?? classId })
    },
    ofDetection({ classId, className }: Detection): number {
      const key = `${classId} ${className}`
      const index = indices.get(key) ?? find(classId, className)
      indices.set(key, index)
      return index
    },
  }

  function find(classId: Detection['classId'], className: string): number {
    const foundId = lookup(className, classId)
    // Where two classes of the run were merged since, both are the first of them.
    const byId = foundId === null ? -1 : list.findIndex((entry) => entry.classId === foundId)
    if (byId !== -1) return byId
    const byName = run.classes.indexOf(className)
    const current = known.find(({ id }) => id === foundId)
    if (byName === -1 || (current !== undefined && list[byName].classId !== null))
      return add({ classId: foundId, name: current?.name ?? className })
    // Of a run made by a studio that did not note old names: the detection knows the class by its id.
    if (current !== undefined) list[byName] = { classId: current.id, name: current.name }
    return byName
  }
}
