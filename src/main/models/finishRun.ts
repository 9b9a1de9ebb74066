import { join } from 'node:path'
import type { RunId } from '../../shared/ids'
import type { RunRecord } from '../../shared/training/run'
import { evaluationReport, scoresWorthShowing } from '../evaluation/report'
import { judgeable, splitScene } from '../evaluation/splitScene'
import { atomicWrite } from '../fs/atomicWrite'
import { MANIFEST_FILE } from '../inference/session'
import { figuresOf } from './exportManifest'
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
  const scenes = { val: splitScene(project, runId, 'val'), test: splitScene(project, runId, 'test') }
  const reports = { val: evaluationReport('val', scenes.val), test: evaluationReport('test', scenes.test) }
  const worth = scoresWorthShowing(scenes.val)
  const perClass = manifest.classes.map((name, i) => ({ name, threshold: worth.perClass[i] ?? null }))
  const complete = {
    ...manifest,
    thresholds: { overall: worth.overall, perClass },
    figures: { val: figuresOf(reports.val), test: figuresOf(reports.test) },
  }
  await atomicWrite(join(folder, MANIFEST_FILE), json(complete))
  const { AP, AP50, AP75, APsmall, APmedium, APlarge } = reports.val
  const { AR1, AR10, AR100, ARsmall, ARmedium, ARlarge } = reports.val
  const val = {
    ...{ AP, AP50, AP75, APsmall, APmedium, APlarge },
    ...{ AR1, AR10, AR100, ARsmall, ARmedium, ARlarge },
  }
  const run: RunRecord = { ...project.run(runId), val: reports.val.images > 0 ? val : null, reviewable: true }
  project.putRun(run)
  return run
}
