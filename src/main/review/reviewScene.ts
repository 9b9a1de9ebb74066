import { touchedImages } from '../../shared/annotation/edit'
import type { ImageRow, Split } from '../../shared/annotation/schema'
import type { ImageId, RunId } from '../../shared/ids'
import type { Detection, SceneFacts } from '../../shared/review/schema'
import { type Judged, judge } from '../detector/evaluate/errors'
import {
  type ClassIndex,
  createClassIndex,
  type Drawn,
  drawnByImage,
  ignoredRegions,
  judgeable,
  type PictureScene,
  pictureScene,
  type SceneClass,
} from '../evaluation/splitScene'
import { changedSince } from '../models/changedSince'
import type { RunProject } from '../models/runProject'
import type { SceneFigures } from './sceneCounts'
import { classFacts, missingFiles } from './sceneFacts'

/** A detection, and its place in the run's stored prediction. */
export interface Found {
  detection: Detection
  place: number
}

/** A picture's labels held against a run's detections; indices in `judged` are places in `scene`. */
export interface ScenePicture {
  row: ImageRow
  drawn: Drawn
  found: readonly Found[]
  scene: PictureScene
  judged: Judged
}

/** A split held against a run, picture by picture: an edit on one of them leaves the rest as it was. */
export interface ReviewScene {
  runId: RunId
  split: Split
  classes: ClassIndex
  pictures: ScenePicture[]
  places: ReadonlyMap<ImageId, number>
  facts: SceneFacts
  /** Of the project, and of what is no edit in it, that this is true for. */
  revision: number
  dataVersion: number
  /** Worked out from the pictures once, until one of them changes. */
  figures: SceneFigures | null
}

/** Two runs that are compared, on two splits. */
const KEPT_SCENES = 4
const kept = new WeakMap<RunProject, Map<string, ReviewScene>>()

/** The scene as the project is now: from the last call where nothing changed, else mended where something was edited. */
export function reviewScene(project: RunProject, runId: RunId, split: Split): ReviewScene {
  const scenes = kept.get(project) ?? new Map<string, ReviewScene>()
  kept.set(project, scenes)
  const key = `${runId} ${split}`
  const known = scenes.get(key)
  const scene = known !== undefined && catchUp(project, known) ? known : build(project, runId, split)
  scenes.delete(key)
  scenes.set(key, scene)
  for (const old of [...scenes.keys()].slice(0, -KEPT_SCENES)) scenes.delete(old)
  return scene
}

/** A picture with other labels than it has, judged in the terms of a scene. */
export function judgePicture(
  { classes }: Pick<ReviewScene, 'classes'>,
  { row, found }: Pick<ScenePicture, 'row' | 'found'>,
  drawn: Drawn,
): ScenePicture {
  const scene = pictureScene(classes, 0, { boxes: drawn.boxes, detections: found })
  const truths = [...scene.truths, ...ignoredRegions(classes.list, 0, drawn.marks)]
  const numClasses = classes.list.length
  const judged = judge({ numImages: 1, numClasses, truths, detections: scene.scored })
  return { row, drawn, found, scene, judged }
}

/** One picture judged by itself, as it is in its split's scene; null where it is in none. */
export function judgeAlone(
  project: RunProject,
  runId: RunId,
  { image, drawn }: { image: ImageRow; drawn: Drawn },
): { classes: ClassIndex; picture: ScenePicture } | null {
  const prediction = project.prediction(runId, image.id)
  if (image.split === null || judgeable([image], image.split).length === 0 || prediction === undefined)
    return null
  if (changedSince(project, runId, [image]).size > 0) return null
  const classes = createClassIndex(project, runId)
  for (const detection of prediction.detections) classes.ofDetection(detection)
  const found = knownClasses(prediction.detections, classes)
  return { classes, picture: judgePicture({ classes }, { row: image, found }, drawn) }
}

function build(project: RunProject, runId: RunId, split: Split): ReviewScene {
  const classes = createClassIndex(project, runId)
  const predictions = new Map(project.listPredictions(runId, split).map((one) => [one.imageId, one]))
  // Detections first: they tell under which name the project has a class of the run now.
  for (const { detections } of predictions.values()) for (const one of detections) classes.ofDetection(one)
  const rows = judgeable(project.listImages(), split)
  const changed = changedSince(project, runId, rows)
  const seen = rows.filter(({ id }) => predictions.has(id) && !changed.has(id))
  const drawnOn = drawnByImage(project.splitContents(split))
  const pictures = seen.map((row) => {
    const found = knownClasses(predictions.get(row.id)?.detections ?? [], classes)
    return judgePicture({ classes }, { row, found }, drawnOn(row.id))
  })
  return {
    runId,
    split,
    classes,
    pictures,
    places: new Map(pictures.map(({ row }, place) => [row.id, place])),
    facts: {
      pictures: rows.length,
      judged: pictures.length,
      unpredicted: rows.filter(({ id }) => !predictions.has(id)).length,
      changed: changed.size,
      missing: missingFiles(project, rows),
      ...classFacts(project.run(runId).classes, classes.list, pictures, predictions.values()),
    },
    revision: project.summary().revision,
    dataVersion: project.dataVersion,
    figures: null,
  }
}

/** Those whose class the project still has. */
function knownClasses(detections: readonly Detection[], classes: ClassIndex): Found[] {
  return detections
    .map((detection, place) => ({ detection, place }))
    .filter(({ detection }) => classOf(classes, detection).classId !== null)
}

function classOf(classes: ClassIndex, detection: Detection): SceneClass {
  return classes.list[classes.ofDetection(detection)]
}

/** Takes edits into a scene; false where more than that happened and it has to be built anew. */
function catchUp(project: RunProject, scene: ReviewScene): boolean {
  if (scene.dataVersion !== project.dataVersion) return false
  const { revision } = project.summary()
  if (revision === scene.revision) return true
  const edits = project.editsSince(scene.revision)
  if (edits === null) return false
  const touched = new Set<ImageId>()
  for (const edit of edits) {
    const { removed, added, changed } = edit.classes
    if (removed.length + added.length + changed.length > 0) return false
    for (const imageId of touchedImages(edit)) touched.add(imageId)
  }
  for (const imageId of touched) {
    const { image, boxes, marks } = project.readImage(imageId)
    const place = scene.places.get(imageId)
    const isJudgeable = judgeable([image], scene.split).length > 0
    if ((place !== undefined) !== isJudgeable) return false
    if (place === undefined) continue
    scene.figures = null
    scene.pictures[place] = judgePicture(scene, { ...scene.pictures[place], row: image }, { boxes, marks })
  }
  scene.revision = revision
  return true
}
