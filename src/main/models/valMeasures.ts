import type { Calibration } from '../../shared/evaluation/chosen'
import type { RunId } from '../../shared/ids'
import { classOutcomes } from '../detector/evaluate/coco'
import { calibrationOf } from '../evaluation/figures'
import { splitFigures } from '../evaluation/report'
import { splitScene } from '../evaluation/splitScene'
import type { RunProject } from './runProject'

/** The scores worth showing on the validation pictures, over all classes and by class. */
export function valThresholds(project: RunProject, runId: RunId) {
  return splitFigures(splitScene(project, runId, 'val')).worthShowing
}

/** The temperature that the validation pictures suggest; null where they hold none. */
export function valCalibration(project: RunProject, runId: RunId): Calibration | null {
  return calibrationOf(classOutcomes(splitScene(project, runId, 'val').input))
}

/** What is measured of a run before something is kept with it: here, or on the judging thread. */
export interface ValMeasures {
  thresholds(runId: RunId): ReturnType<typeof valThresholds> | Promise<ReturnType<typeof valThresholds>>
  calibration(runId: RunId): Calibration | null | Promise<Calibration | null>
}

export const measuredHere = (project: RunProject): ValMeasures => ({
  thresholds: (runId) => valThresholds(project, runId),
  calibration: (runId) => valCalibration(project, runId),
})
