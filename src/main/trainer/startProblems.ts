import { countText } from '../../shared/text/count'
import type { TrainConfig } from '../../shared/training/config/index'
import type { TrainingProblem } from '../../shared/training/run'
import type { ProjectService } from '../project/projectService'
import type { TrainingData } from '../project/trainJob'
import { changeSettings } from './doctor/mends'
import { readJob } from './runs/jobFile'

/**
 * What stands in the way of going on from another run: it is gone, holds no weights that fit, or has learnt from pictures
 * that are set aside for checks now, so that every figure would be too good.
 */
export async function startProblems(
  project: ProjectService,
  { startFrom, trunk }: TrainConfig,
  { images }: TrainingData,
): Promise<TrainingProblem[]> {
  if (startFrom === null) return []
  const run = project.listRuns().find(({ id }) => id === startFrom)
  if (run === undefined) return [blocked(`${startFrom}, from which it is to go on, is not in this project.`)]
  if (run.origin !== 'trained' || !run.reviewable) {
    return [blocked(`${run.name} has no weights to go on from.`)]
  }
  if (run.config.trunk !== trunk)
    return [blocked(`${run.name} has another trunk, so its weights do not fit.`)]
  const held = await readJob(project.runFolder(startFrom))
  if (held === null) return [blocked(`What ${run.name} learnt from is not known any more.`)]
  const learnt = new Set(held.images.flatMap(({ id, split }) => (split === 'train' ? [id] : [])))
  const numSeen = images.filter(({ id, split }) => split !== 'train' && learnt.has(id)).length
  if (numSeen === 0) return []
  return [
    blocked(
      `${run.name} has learnt from ${countText(numSeen, 'picture')} that ${numSeen === 1 ? 'is' : 'are'} set aside for checks now: every figure would be too good.`,
    ),
  ]
}

function blocked(message: string): TrainingProblem {
  return {
    severity: 'blocks',
    code: 'start-unfit',
    message,
    hint: 'Start from COCO, or from another run.',
    mend: changeSettings('Start from COCO', { startFrom: null }),
  }
}
