import type { RunId } from '../../shared/ids'
import { countText } from '../../shared/text/count'
import type { TrainConfig } from '../../shared/training/config/index'
import type { RunRecord, TrainingProblem } from '../../shared/training/run'
import type { ProjectService } from '../project/projectService'
import type { TrainingData } from '../project/trainJob'
import { changeSettings } from './doctor/mends'
import { readJob } from './runs/jobFile'

/**
 * What stands in the way of going on from another run: it is gone, holds no weights that fit, or it, or one that it went on
 * from itself, has learnt from pictures that are set aside for checks now, so that every figure would be too good.
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
  const past = await learntAlong(project, run)
  if (past === null) return [blocked(`What ${run.name} learnt from is not known any more.`)]
  const unknown = past.gap === null ? [] : [startProblem('warns', 'start-unknown', past.gap)]
  const teachers = images.flatMap(({ id, split }) => (split === 'train' ? [] : (past.learnt.get(id) ?? [])))
  return teachers.length === 0 ? unknown : [blocked(seenText(run, teachers)), ...unknown]
}

/** `teachers`: the run that learnt from it, for each picture that is to check now. */
function seenText(run: RunRecord, teachers: readonly RunRecord[]): string {
  const [teacher, ...others] = new Set(teachers)
  const who =
    others.length > 0
      ? `${run.name} and the runs that it goes on from have`
      : teacher === run
        ? `${run.name} has`
        : `${run.name} goes on from ${teacher?.name}, which has`
  const pictures = `${countText(teachers.length, 'picture')} that ${teachers.length === 1 ? 'is' : 'are'}`
  return `${who} learnt from ${pictures} set aside for checks now: every figure would be too good.`
}

/**
 * What a run and those that it went on from have learnt from: each picture with the last of them that did; null where
 * that of the run itself is lost. `gap`: a sentence where what came before is not known, else null.
 */
async function learntAlong(
  project: ProjectService,
  run: RunRecord,
): Promise<{ learnt: ReadonlyMap<string, RunRecord>; gap: string | null } | null> {
  const learnt = new Map<string, RunRecord>()
  const passed = new Set<RunId>()
  let at = run
  while (true) {
    const held = await readJob(project.runFolder(at.id))
    if (held === null) return at === run ? null : { learnt, gap: lost(run.name, at.name) }
    for (const { id, split } of held.images) if (split === 'train' && !learnt.has(id)) learnt.set(id, at)
    passed.add(at.id)
    const { startFrom } = at.config
    if (startFrom === null) return { learnt, gap: null }
    // One that was deleted is there until the project is closed.
    const before = project.store.run(startFrom)
    if (before === undefined) return { learnt, gap: lost(run.name, startFrom) }
    // Nothing that the studio writes goes round in a circle; a file that somebody changed can.
    if (passed.has(startFrom)) return { learnt, gap: circle(at.name, before.name) }
    at = before
  }
}

const lost = (run: string, before: string) =>
  `${run} goes on from ${before}, of which is not known any more what it learnt from: figures may be too good.`

const circle = (run: string, before: string) =>
  `${run} is noted to go on from ${before}, which goes on from it: what it began with is not known, so figures may be too good.`

const blocked = (message: string) => startProblem('blocks', 'start-unfit', message)

function startProblem(severity: TrainingProblem['severity'], code: string, message: string): TrainingProblem {
  return {
    severity,
    code,
    message,
    hint: 'Start from COCO, or from another run.',
    mend: changeSettings('Start from COCO', { startFrom: null }),
  }
}
