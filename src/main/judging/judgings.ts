import type { Split } from '../../shared/annotation/schema'
import type { LabelsOf } from '../../shared/compare/schema'
import type { ConfusionCellQuery, ConfusionQuery, FiguresQuery } from '../../shared/evaluation/schema'
import type { ImageId, RunId } from '../../shared/ids'
import type { ReviewQuery, RunView } from '../../shared/review/schema'
import { judgePair, type PairQuery } from '../compare/judgePair'
import { runFigures } from '../compare/runFigures'
import { dataDiff } from '../compare/seenLabels'
import { apIntervals, confusion, confusionCell, figuresData } from '../evaluation/figures'
import { judgeSplit } from '../evaluation/judgeSplit'
import { listSuspects, type SuspectQuery } from '../labelErrors/suspectService'
import type { RunProject } from '../models/runProject'
import { valCalibration, valThresholds } from '../models/valMeasures'
import { errorCosts, errorsOfPictures, reviewCounts } from '../review/reviewQueue'
import { packedQueue, report } from '../review/reviewService'

/** How a judging learns that nobody waits for it any more, and tells how far it is. */
export interface JudgingJob {
  readonly signal: AbortSignal
  onProgress(done: number, total: number): void
}

const judging =
  <Query, Result>(work: (project: RunProject, query: Query, job: JudgingJob) => Result | Promise<Result>) =>
  (project: RunProject, query: Query, job: JudgingJob) =>
    work(project, query, job)

/**
 * What is worked out from a run's predictions and the labels, by name. None of it writes into the project, so all of
 * it runs beside the thread that answers the window (`judgeThread`); the command line calls the same functions.
 */
export const judgings = {
  queue: judging((project, query: ReviewQuery) => packedQueue(project, query)),
  counts: judging((project, view: RunView) => reviewCounts(project, view)),
  pictures: judging((project, { imageIds, ...view }: RunView & { imageIds: readonly ImageId[] }) =>
    errorsOfPictures(project, view, imageIds),
  ),
  costs: judging((project, view: Pick<RunView, 'runId' | 'split'>) => errorCosts(project, view)),
  report: judging((project, view: RunView) => report(project, view)),
  evaluation: judging((project, { runId, ...settings }: { runId: RunId; split: Split }) =>
    judgeSplit(project, runId, settings),
  ),
  figures: judging((project, query: FiguresQuery) => figuresData(project, query)),
  confusion: judging((project, query: ConfusionQuery) => confusion(project, query)),
  confusionCell: judging((project, query: ConfusionCellQuery) => confusionCell(project, query)),
  intervals: judging((project, query: FiguresQuery, job) => apIntervals(project, query, job)),
  runFigures: judging((project, { runId }: { runId: RunId }, job) => runFigures(project, runId, job)),
  valThresholds: judging((project, { runId }: { runId: RunId }) => valThresholds(project, runId)),
  valCalibration: judging((project, { runId }: { runId: RunId }) => valCalibration(project, runId)),
  pair: judging((project, query: PairQuery, job) => judgePair(project, query, job)),
  labelDiff: judging((project, { a, b }: { a: RunId; b: LabelsOf }) => dataDiff(project, a, b)),
  suspects: judging((project, query: SuspectQuery) => listSuspects(project, query)),
}

export type JudgingName = keyof typeof judgings
export type QueryOf<N extends JudgingName> = Parameters<(typeof judgings)[N]>[1]
export type ResultOf<N extends JudgingName> = Awaited<ReturnType<(typeof judgings)[N]>>
