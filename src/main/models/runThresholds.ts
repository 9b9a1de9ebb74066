import { join } from 'node:path'
import type { ChosenThresholds } from '../../shared/evaluation/chosen'
import type { RunId } from '../../shared/ids'
import type { ExportManifest } from '../../shared/models/manifest'
import { StudioError } from '../../shared/result'
import type { RunRecord } from '../../shared/training/run'
import { atomicWrite } from '../fs/atomicWrite'
import { MANIFEST_FILE, readManifest } from '../inference/session'
import { manifestThresholds, withChosen } from './manifestThresholds'
import { MODEL_FOLDER } from './runModel'
import { json } from './runModelFolder'
import type { RunProject } from './runProject'
import { measuredHere, type ValMeasures } from './valMeasures'

/**
 * Keeps the thresholds that a person chose with the run and in its model's manifest; null goes back to the best F1. Throws
 * `invalid-input` where they are not for the run's classes.
 */
export async function keepThresholds(
  project: RunProject,
  runId: RunId,
  thresholds: ChosenThresholds | null,
  measures = measuredHere(project),
): Promise<RunRecord> {
  const run = project.run(runId)
  if (thresholds !== null && thresholds.perClass.length !== run.classes.length) {
    throw new StudioError(
      'invalid-input',
      `${run.name} has ${run.classes.length} classes, but thresholds for ${thresholds.perClass.length} were given.`,
      'Open the figures of the run again.',
    )
  }
  const changed = { ...run, thresholds }
  project.putRun(changed)
  await renewManifest(project, runId, measures)
  return changed
}

/** Keeps the temperature fitted on the validation pictures with the run and in its model's manifest, or takes it out. */
export async function keepCalibration(
  project: RunProject,
  runId: RunId,
  keep: boolean,
  measures = measuredHere(project),
): Promise<RunRecord> {
  const calibration = keep ? await measures.calibration(runId) : null
  if (keep && calibration === null) {
    throw new StudioError(
      'invalid-input',
      'The validation pictures hold no temperature: there must be both right and wrong detections.',
      'Label more validation pictures, or train longer.',
    )
  }
  const changed = { ...project.run(runId), calibration }
  project.putRun(changed)
  await renewManifest(project, runId, measures)
  return changed
}

/** Runs that were imported have no model, hence no manifest. */
async function renewManifest(project: RunProject, runId: RunId, measures: ValMeasures): Promise<void> {
  const folder = join(project.runFolder(runId), MODEL_FOLDER)
  let manifest: ExportManifest
  try {
    manifest = await readManifest(folder)
  } catch (cause) {
    if (cause instanceof StudioError && cause.code === 'not-found') return
    throw cause
  }
  const worthShowing = await measures.thresholds(runId)
  const measured = { ...manifest, thresholds: manifestThresholds(manifest.classes, worthShowing) }
  // The run as it is by now: more may have been kept meanwhile.
  await atomicWrite(join(folder, MANIFEST_FILE), json(withChosen(measured, project.run(runId))))
}
