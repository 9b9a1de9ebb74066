import { join } from 'node:path'
import type { RunId } from '../../shared/ids'
import type { ExportManifest } from '../../shared/models/manifest'
import type { RunRecord } from '../../shared/training/run'
import { splitFigures } from '../evaluation/report'
import { judgeable, splitScene } from '../evaluation/splitScene'
import { atomicWrite } from '../fs/atomicWrite'
import { MANIFEST_FILE } from '../inference/session'
import { turn } from '../timing/turn'
import { manifestThresholds, withChosen } from './manifestThresholds'
import { predictRun } from './predictRun'
import { ensureRunModel, json } from './runModelFolder'
import type { RunProject } from './runProject'

export interface FinishOptions {
  /** Program and version, as the files name it. */
  createdBy: string
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/**
 * Makes a trained run reviewable: exports its model, predicts the validation and test pictures and those with marks
 * from the exported file, and notes the figures. Safe to call again: what is done stays, what is missing is done.
 */
export async function finishRun(
  project: RunProject,
  runId: RunId,
  options: FinishOptions,
): Promise<RunRecord> {
  const { folder, manifest } = await ensureRunModel(project, runId, options.createdBy)
  const rows = project.listImages()
  const judged = [...judgeable(rows, 'val'), ...judgeable(rows, 'test')]
  const isJudged = new Set(judged.map(({ id }) => id))
  const marked = rows.filter(({ id }) => !isJudged.has(id) && project.readImage(id).marks.length > 0)
  await predictRun(project, runId, [...judged, ...marked], options)
  const val = splitFigures(splitScene(project, runId, 'val'))
  // Figures take a moment each: whoever waits for main gets a turn in between.
  await turn()
  const test = splitFigures(splitScene(project, runId, 'test'))
  const figuresOf = ({ figures }: typeof val) => (figures.images > 0 ? figures : null)
  const measured: ExportManifest = {
    ...manifest,
    thresholds: manifestThresholds(manifest.classes, val.worthShowing),
    figures: { val: figuresOf(val), test: figuresOf(test) },
  }
  await atomicWrite(join(folder, MANIFEST_FILE), json(withChosen(measured, project.run(runId))))
  const run: RunRecord = {
    ...project.run(runId),
    val: val.figures.images > 0 ? val.coco : null,
    reviewable: true,
  }
  project.putRun(run)
  return run
}
