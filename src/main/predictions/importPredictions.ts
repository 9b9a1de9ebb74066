import { basename, join } from 'node:path'
import type { ClassMapping, PredictionPreview, TakePredictions } from '../../shared/predictions/schema'
import { StudioError } from '../../shared/result'
import { defaultTrainConfig } from '../../shared/training/config/index'
import type { RunRecord } from '../../shared/training/run'
import { splitFigures } from '../evaluation/report'
import { splitScene } from '../evaluation/splitScene'
import { atomicWrite } from '../fs/atomicWrite'
import type { ProjectService } from '../project/projectService'
import { readPredictions, suggestedName } from './index'
import { mapClasses, withChosen } from './mapClasses'
import { placeDetections } from './placeDetections'
import { type ForeignPredictions, MissingPieceError, type PredictionOptions } from './types'

/** In the run's folder: where its predictions came from. */
const ORIGIN_FILE = 'imported.json'
/** Predictions written in one transaction. */
const SAVE_EVERY = 200

export interface PredictionRequest extends PredictionOptions {
  /** File or folder. */
  source: string
}

/** What taking the predictions in would do, and what is missing before that can be said. Nothing is written. */
export async function previewPredictions(
  project: ProjectService,
  request: PredictionRequest,
  chosen: TakePredictions['mapping'] = [],
): Promise<PredictionPreview> {
  const source = basename(request.source)
  const name = suggestedName(request.source)
  try {
    const foreign = await readPredictions(request.source, request)
    const classes = mappingOf(project, foreign, chosen)
    const { predictions, pictures, repaired, rejected } = placeDetections(
      foreign,
      project.listImages(),
      classes,
      project.listClasses(),
    )
    return {
      source,
      name,
      format: foreign.format,
      missing: null,
      detections: predictions.reduce((sum, { detections }) => sum + detections.length, 0),
      classes,
      pictures,
      repaired: repaired.toList(),
      rejected: [...foreign.rejected.toList(), ...rejected.toList()],
    }
  } catch (cause) {
    if (!(cause instanceof MissingPieceError)) throw cause
    const { piece, message, hint = '' } = cause
    return {
      source,
      name,
      format: '',
      missing: { piece, message, hint },
      detections: 0,
      classes: [],
      pictures: { train: 0, val: 0, test: 0, none: 0, silent: 0 },
      repaired: [],
      rejected: [],
    }
  }
}

/**
 * Takes predictions of another detector in as a run that can be reviewed, evaluated and compared like any other; it has
 * no model. Throws `invalid-input` where no class of them is one of the project, and what reading and placing throw.
 */
export async function importPredictions(
  project: ProjectService,
  request: PredictionRequest,
  { name, mapping = [] }: Partial<TakePredictions> = {},
): Promise<{ run: RunRecord; preview: PredictionPreview }> {
  const foreign = await readPredictions(request.source, request)
  const classes = mappingOf(project, foreign, mapping)
  if (classes.every(({ to }) => to === null)) {
    throw new StudioError(
      'invalid-input',
      `None of the classes of the predictions is one of the project: ${classes.map(({ from }) => from).join(', ')}.`,
      'Say which class of the project each of them is.',
    )
  }
  const preview = await previewPredictions(project, request, mapping)
  const { predictions } = placeDetections(foreign, project.listImages(), classes, project.listClasses())
  const run = project.createRun({
    ...noTraining(project),
    name: name ?? preview.name,
    classes: usedNames(project, classes),
    numVal: preview.pictures.val,
  })
  try {
    await atomicWrite(join(project.runFolder(run.id), ORIGIN_FILE), `${JSON.stringify(preview, null, 2)}\n`)
    for (let at = 0; at < predictions.length; at += SAVE_EVERY)
      project.savePredictions(run.id, predictions.slice(at, at + SAVE_EVERY))
    const val = splitFigures(splitScene(project, run.id, 'val'))
    const finished: RunRecord = {
      ...run,
      status: 'finished',
      finishedAt: Date.now(),
      val: val.figures.images > 0 ? val.coco : null,
      reviewable: true,
    }
    project.putRun(finished)
    return { run: finished, preview }
  } catch (cause) {
    project.deleteRun(run.id)
    throw cause
  }
}

function mappingOf(
  project: ProjectService,
  foreign: ForeignPredictions,
  chosen: TakePredictions['mapping'],
): ClassMapping[] {
  const known = project.listClasses()
  return withChosen(mapClasses(foreign, known), chosen, known)
}

/** Names as the project has them, in its order. */
function usedNames(project: ProjectService, classes: readonly ClassMapping[]): string[] {
  const used = new Set(classes.map(({ to }) => to))
  return project.listClasses().flatMap(({ id, name }) => (used.has(id) ? [name] : []))
}

function noTraining(project: ProjectService) {
  const config = defaultTrainConfig()
  return {
    status: 'preparing' as const,
    origin: 'imported' as const,
    preset: config.preset,
    config,
    startedAt: Date.now(),
    finishedAt: null,
    numTrain: 0,
    numHardNegatives: 0,
    revision: project.summary().revision,
    backend: null,
    summary: null,
    val: null,
    reviewable: false,
    error: null,
  }
}
