import type { Handlers } from '../../shared/ipc/contract'
import { createdBy } from '../../shared/version'
import type { Services } from '../app/services'
import { evaluate } from '../evaluation/evaluateService'
import { detectionsOf, giveVerdict, queue } from '../review/reviewService'

type ReviewHandlers = Pick<Handlers, Extract<keyof Handlers, `review.${string}`>>

/** What a model got wrong, and what the person says of it. */
export function reviewHandlers({ session, jobs }: Services): ReviewHandlers {
  const project = () => session.require().project
  return {
    'review.queue': async (query) => queue(project(), query),
    'review.detections': async ({ runId, imageId }) => detectionsOf(project(), runId, imageId),
    'review.verdict': async ({ runId, errorId, verdict }) =>
      giveVerdict(project(), runId, errorId, verdict, Date.now()),
    'review.evaluation': async ({ runId, split }) =>
      jobs.run('Evaluating', ({ signal, report }) =>
        evaluate(project(), runId, { split }, { createdBy, signal, onProgress: report }),
      ),
  }
}
