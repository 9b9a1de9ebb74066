import type { Handlers } from '../../shared/ipc/contract'
import { createdBy } from '../../shared/version'
import type { Services } from '../app/services'
import { evaluate } from '../evaluation/evaluateService'
import { apIntervals, confusion, confusionCell, figuresData } from '../evaluation/figures'
import { keepCalibration, keepThresholds } from '../models/runThresholds'
import { errorCosts, errorsOfPictures, reviewCounts } from '../review/reviewQueue'
import { detectionsOf, giveVerdict, packedQueue, report } from '../review/reviewService'

type ReviewHandlers = Pick<Handlers, Extract<keyof Handlers, `review.${string}`>>

/** What a model got wrong, and what the person says of it. */
export function reviewHandlers({ session, jobs }: Services): ReviewHandlers {
  const project = () => session.require().project
  return {
    'review.queue': async (query) => packedQueue(project(), query),
    'review.counts': async (view) => reviewCounts(project(), view),
    'review.pictures': async ({ imageIds, ...view }) => errorsOfPictures(project(), view, imageIds),
    'review.costs': async (view) => errorCosts(project(), view),
    'review.report': async (view) => report(project(), view),
    'review.detections': async ({ runId, imageId }) => detectionsOf(project(), runId, imageId),
    'review.verdict': async ({ runId, errorId, ...given }) =>
      giveVerdict(project(), runId, errorId, given, Date.now()),
    'review.evaluation': async ({ runId, split }) =>
      jobs.run('Evaluating', ({ signal, report }) =>
        evaluate(project(), runId, { split }, { createdBy, signal, onProgress: report }),
      ),
    'review.figures': async (query) => figuresData(project(), query),
    'review.confusion': async (query) => confusion(project(), query),
    'review.confusionCell': async (query) => confusionCell(project(), query),
    'review.intervals': async (query) =>
      jobs.run('Intervals of AP', ({ signal, report }) =>
        apIntervals(project(), query, { signal, onProgress: report }),
      ),
    'review.keepThresholds': async ({ runId, thresholds }) => keepThresholds(project(), runId, thresholds),
    'review.keepCalibration': async ({ runId, keep }) => keepCalibration(project(), runId, keep),
  }
}
