import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { predictPair } from '../compare/compareRuns'
import { figuresOfRun } from '../compare/figuresOfRuns'
import { seenImage } from '../compare/seenLabels'

type CompareHandlers = Pick<Handlers, Extract<keyof Handlers, `compare.${string}`>>

/** Runs side by side, and the labels that each of them saw. */
export function compareHandlers({ session, jobs }: Services): CompareHandlers {
  const project = () => session.require().project
  const judge = () => session.require().judge
  return {
    'compare.figures': async ({ runId }) =>
      figuresOfRun(project(), runId, () => judge().ask('runFigures', { runId })),
    'compare.pair': async (query) =>
      jobs.run('Comparing', ({ signal, report }) =>
        predictPair(project(), query, { signal, onProgress: report }).then(() =>
          judge().ask('pair', query, { signal }),
        ),
      ),
    'compare.labels': async ({ a, b }) => judge().ask('labelDiff', { a, b }),
    'compare.seen': async ({ of, imageId }) => seenImage(project(), of, imageId),
  }
}
