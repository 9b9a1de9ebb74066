import type { Handlers } from '../../shared/ipc/contract'
import { StudioError } from '../../shared/result'
import type { Services } from '../app/services'
import { keepLoop, readLoop } from '../proposals/loop/loopRecord'
import { beginLoop, nextRound } from '../proposals/loop/loopService'
import { proposalOverview } from '../proposals/overview'
import { propose } from '../proposals/propose'

type ProposalHandlers = Pick<Handlers, Extract<keyof Handlers, `proposals.${string}`>>

/** Boxes that a model would draw, and the loop that labels by judging them. */
export function proposalHandlers({ session, jobs }: Services): ProposalHandlers {
  const project = () => session.require().project
  return {
    'proposals.overview': async () => proposalOverview(project()),
    'proposals.read': async ({ imageId }) => project().proposalsOn(imageId),
    'proposals.make': async (request) =>
      jobs.run('Proposing labels', ({ signal, report }) =>
        propose(project(), request, { signal, onProgress: report }),
      ),
    'proposals.loop': async () => readLoop(project()),
    'proposals.beginLoop': async () =>
      jobs.run('Choosing pictures', () => beginLoop(project(), Date.now()), { cancellable: false }),
    'proposals.nextRound': async ({ runId }) => {
      const loop = readLoop(project())
      if (loop === null)
        throw new StudioError('not-found', 'Label by review was not begun.', 'Begin it first.')
      return jobs.run('Looking for the next pictures', ({ signal, report }) =>
        nextRound(project(), loop, runId, { signal, onProgress: report, now: Date.now() }),
      )
    },
    'proposals.endLoop': async () => {
      keepLoop(project(), null)
      return {}
    },
  }
}
