import type { RunFigures } from '../../shared/compare/schema'
import type { RunId } from '../../shared/ids'
import type { ProjectService } from '../project/projectService'
import { runFigures } from './runFigures'

/** Figures by project, run and the state of both: they are asked for at every visit and take a moment. */
const known = new WeakMap<ProjectService, Map<string, Promise<RunFigures>>>()
/** One run after the other: all at once would only make each wait for the others. */
let last: Promise<unknown> = Promise.resolve()

/** The figures of a run on the labels as they are now; taken once until labels, splits or the run change. */
export function figuresOfRun(project: ProjectService, runId: RunId): Promise<RunFigures> {
  const held = known.get(project) ?? new Map<string, Promise<RunFigures>>()
  known.set(project, held)
  const { status, reviewable, finishedAt } = project.run(runId)
  const key = [runId, project.summary().revision, status, reviewable, finishedAt].join(' ')
  const before = held.get(key)
  if (before !== undefined) return before
  for (const old of held.keys()) if (old.startsWith(`${runId} `)) held.delete(old)
  const figures = last.then(() => runFigures(project, runId))
  last = figures.catch(() => undefined)
  held.set(key, figures)
  figures.catch(() => held.delete(key))
  return figures
}
