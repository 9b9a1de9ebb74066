import { type ErrorCode, errorCodes, StudioError } from '../../../shared/result'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { NewRun, TrainingProblem } from '../../../shared/training/run'
import type { ProjectService } from '../../project/projectService'
import type { TrainingData } from '../../project/trainJob'
import { describePlan } from '../trainingPlan'

/** The record that a run begins with. */
export function newRun(project: ProjectService, data: TrainingData, config: TrainConfig): NewRun {
  const inSplit = (split: string) => data.images.filter((image) => image.split === split).length
  return {
    status: 'preparing',
    preset: config.preset,
    startedAt: Date.now(),
    finishedAt: null,
    config,
    classes: data.classes,
    numTrain: inSplit('train'),
    numVal: inSplit('val'),
    numHardNegatives: data.numHardNegatives,
    revision: project.summary().revision,
    backend: null,
    summary: null,
    val: null,
    reviewable: false,
    error: null,
  }
}

/** Throws what stands in the way of training (`no-boxes`, …). */
export function requireTrainable(
  data: TrainingData,
  config: TrainConfig,
  start: readonly TrainingProblem[] = [],
): void {
  const blocking = describePlan(data, config, { start }).problems.find(
    ({ severity }) => severity === 'blocks',
  )
  if (blocking !== undefined) throw new StudioError(codeOf(blocking.code), blocking.message, blocking.hint)
}

/** Problems have more codes than errors: what is no error of its own lies in the settings. */
function codeOf(code: string): ErrorCode {
  return errorCodes.find((known) => known === code) ?? 'config-invalid'
}
