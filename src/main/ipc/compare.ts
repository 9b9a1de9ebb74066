import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { compareRuns } from '../compare/compareRuns'
import { figuresOfRun } from '../compare/figuresOfRuns'
import { dataDiff, seenImage } from '../compare/seenLabels'

type CompareHandlers = Pick<Handlers, Extract<keyof Handlers, `compare.${string}`>>

/** Runs side by side, and the labels that each of them saw. */
export function compareHandlers({ session, jobs }: Services): CompareHandlers {
  const project = () => session.require().project
  return {
    'compare.figures': async ({ runId }) => figuresOfRun(project(), runId),
    'compare.pair': async (query) =>
      jobs.run('Comparing', ({ signal, report }) =>
        compareRuns(project(), query, { signal, onProgress: report }),
      ),
    'compare.labels': async ({ a, b }) => dataDiff(project(), a, b),
    'compare.seen': async ({ of, imageId }) => seenImage(project(), of, imageId),
  }
}
