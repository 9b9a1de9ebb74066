import { join } from 'node:path'
import { commonThreshold } from '../../shared/evaluation/threshold'
import type { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { classOutcomes } from '../detector/evaluate/coco'
import { splitScene } from '../evaluation/splitScene'
import { readManifest } from '../inference/session'
import { MODEL_FOLDER } from './runModel'
import type { RunProject } from './runProject'

/**
 * From which score on a run is looked at: what a person kept with it, else the best F1 on the validation pictures, from its
 * model's manifest where it has one; null where nothing was found there.
 */
export async function usualThreshold(project: RunProject, runId: RunId): Promise<number | null> {
  const kept = project.run(runId).thresholds
  if (kept !== null) return kept.overall
  try {
    return (await readManifest(join(project.runFolder(runId), MODEL_FOLDER))).thresholds.overall
  } catch (cause) {
    if (!(cause instanceof StudioError && cause.code === 'not-found')) throw cause
    return commonThreshold(classOutcomes(splitScene(project, runId, 'val').input))
  }
}
