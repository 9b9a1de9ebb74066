import type { RunFigures } from '../../shared/compare/schema'
import type { RunId } from '../../shared/ids'
import type { ProjectService } from '../project/projectService'

/** Figures by project, run and the state of both: they are asked for at every visit and take a moment. */
const known = new WeakMap<ProjectService, Map<string, Promise<RunFigures>>>()
/** One run after the other: all at once would only make each wait for the others. */
let last: Promise<unknown> = Promise.resolve()

/** The figures of a run on the labels as they are now; taken once, by `measure`, until labels, splits or the run change. */
export function figuresOfRun(
  project: ProjectService,
  runId: RunId,
  measure: () => Promise<RunFigures>,
): Promise<RunFigures> {
  const held = known.get(project) ?? new Map<string, Promise<RunFigures>>()
  known.set(project, held)
  const { status, reviewable, finishedAt, thresholds } = project.run(runId)
  const state = [project.summary().revision, project.dataVersion, status, reviewable, finishedAt, thresholds]
  const key = `${runId} ${JSON.stringify(state)}`
  const before = held.get(key)
  if (before !== undefined) return before
  for (const old of held.keys()) if (old.startsWith(`${runId} `)) held.delete(old)
  const figures = last.then(measure)
  last = figures.catch(() => undefined)
  held.set(key, figures)
  figures.catch(() => held.delete(key))
  return figures
}
