import { join } from 'node:path'
import type { ImageRow } from '../../shared/annotation/schema'
import type { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import type { Detection } from '../../shared/review/schema'
import { atomicWrite } from '../fs/atomicWrite'
import { readTextIfThere } from '../fs/readRegularFile'
import { type PicturePrediction, type PredictOptions, predictEach } from '../inference/predict'
import { openSession } from '../inference/session'
import { classLookup } from '../project/classLookup'
import { PREDICTED_FILE, Predicted } from './predictedFile'
import { MODEL_FOLDER } from './runModel'
import type { RunProject } from './runProject'

/** Detections are kept from this score on: figures look at the whole curve, the screens at what is above a slider. */
const KEPT_FROM_SCORE = 0.01
/** Predictions are saved this often, so that a stopped prediction goes on where it was. */
const SAVE_EVERY = 16

/**
 * Predicts pictures with a run's exported model and stores the result in the project. Pictures whose predictions
 * are there, from this model and these bytes, are left alone. Throws `cancelled`; what was done by then is kept.
 */
export async function predictRun(
  project: RunProject,
  runId: RunId,
  rows: readonly ImageRow[],
  options: PredictOptions = {},
): Promise<void> {
  const folder = join(project.runFolder(runId), MODEL_FOLDER)
  const session = await openSession(folder, KEPT_FROM_SCORE)
  try {
    const modelSha256 = session.manifest.model.sha256
    const stamp = await readStamp(folder, modelSha256)
    const missing = rows.filter(
      ({ id, contentHash }) =>
        stamp.pictures[id] !== contentHash || project.prediction(runId, id) === undefined,
    )
    const files = readableFiles(project, missing)
    const toDetection = detectionMaker(project, project.run(runId).revision)
    let unsaved: { row: ImageRow; prediction: PicturePrediction }[] = []
    const save = async () => {
      project.savePredictions(
        runId,
        unsaved.map(({ row, prediction }) => ({
          imageId: row.id,
          detections: prediction.detections.map(toDetection),
          ms: prediction.ms,
        })),
      )
      for (const { row } of unsaved) stamp.pictures[row.id] = row.contentHash
      unsaved = []
      await atomicWrite(join(folder, PREDICTED_FILE), JSON.stringify(stamp))
    }
    try {
      let place = 0
      for await (const prediction of predictEach(
        session,
        files.map(({ file }) => file),
        options,
      )) {
        const { row } = files[place++]
        if (prediction.error !== null) continue
        unsaved.push({ row, prediction })
        if (unsaved.length === SAVE_EVERY) await save()
      }
    } finally {
      if (unsaved.length > 0) await save()
    }
  } finally {
    await session.close()
  }
}

/** Pictures that may be read here, with their files. */
export function readableFiles(
  project: Pick<RunProject, 'imageFile'>,
  rows: readonly ImageRow[],
): { row: ImageRow; file: string }[] {
  return rows.flatMap((row) => {
    try {
      return [{ row, file: project.imageFile(row.id) }]
    } catch (cause) {
      if (cause instanceof StudioError) return []
      throw cause
    }
  })
}

/** Detections as the project stores them: with the class's id, so that renaming it loses nothing. */
function detectionMaker(
  project: RunProject,
  revision: number,
): (found: PicturePrediction['detections'][number]) => Detection {
  const classOf = classLookup(project, revision)
  const rounded = (side: number) => Math.round(side * 1000) / 1000
  return ({ class: className, score, box }) => ({
    classId: classOf(className),
    className,
    score: Math.min(1, Math.max(0, score)),
    x1: rounded(box.x1),
    y1: rounded(box.y1),
    x2: rounded(box.x2),
    y2: rounded(box.y2),
  })
}

async function readStamp(folder: string, modelSha256: string): Promise<Predicted> {
  const none: Predicted = { modelSha256, pictures: {} }
  const text = await readTextIfThere(join(folder, PREDICTED_FILE))
  if (text === null) return none
  try {
    const stamp = Predicted.parse(JSON.parse(text))
    return stamp.modelSha256 === modelSha256 ? stamp : none
  } catch {
    // Damaged: everything is predicted again.
    return none
  }
}
