import type { Handlers } from '../../shared/ipc/contract'
import { createdBy } from '../../shared/version'
import type { Services } from '../app/services'
import { predictSplit } from '../evaluation/evaluateService'
import { keepCalibration, keepThresholds } from '../models/runThresholds'
import type { ValMeasures } from '../models/valMeasures'
import { detectionsOf, giveVerdict } from '../review/reviewService'

type ReviewHandlers = Pick<Handlers, Extract<keyof Handlers, `review.${string}`>>

/** What a model got wrong, and what the person says of it. */
export function reviewHandlers({ session, jobs }: Services): ReviewHandlers {
  const project = () => session.require().project
  const judge = () => session.require().judge
  const measures = (): ValMeasures => {
    const { ask } = judge()
    return {
      thresholds: (runId) => ask('valThresholds', { runId }),
      calibration: (runId) => ask('valCalibration', { runId }),
    }
  }
  return {
    'review.queue': async (query) => judge().ask('queue', query),
    'review.counts': async (view) => judge().ask('counts', view),
    'review.pictures': async (view) => judge().ask('pictures', view),
    'review.costs': async (view) => judge().ask('costs', view),
    'review.report': async (view) => judge().ask('report', view),
    'review.detections': async ({ runId, imageId }) => detectionsOf(project(), runId, imageId),
    'review.verdict': async ({ runId, errorId, ...given }) =>
      giveVerdict(project(), runId, errorId, given, Date.now()),
    'review.evaluation': async ({ runId, split }) =>
      jobs.run('Evaluating', ({ signal, report }) =>
        predictSplit(project(), runId, split, { createdBy, signal, onProgress: report }).then(() =>
          judge().ask('evaluation', { runId, split }, { signal }),
        ),
      ),
    'review.figures': async (query) => judge().ask('figures', query),
    'review.confusion': async (query) => judge().ask('confusion', query),
    'review.confusionCell': async (query) => judge().ask('confusionCell', query),
    'review.intervals': async (query) =>
      jobs.run('Intervals of AP', ({ signal, report }) =>
        judge().ask('intervals', query, { signal, onProgress: report }),
      ),
    'review.keepThresholds': async ({ runId, thresholds }) =>
      keepThresholds(project(), runId, thresholds, measures()),
    'review.keepCalibration': async ({ runId, keep }) => keepCalibration(project(), runId, keep, measures()),
  }
}
