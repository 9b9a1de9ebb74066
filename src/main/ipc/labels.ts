import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { suspectVerdicts } from '../labelErrors/suspectService'
import { planFolds } from '../trainer/foresee'

type LabelsHandlers = Pick<Handlers, Extract<keyof Handlers, `labels.${string}`>>

/** The check of labels by out-of-fold predictions. */
export function labelsHandlers({ session }: Services): LabelsHandlers {
  return {
    'labels.plan': async (request) => planFolds(session.require().project, request),
    'labels.check': async (request) => ({
      runId: (await session.require().training.checkLabels(request)).id,
    }),
    'labels.suspects': async (query) => session.require().judge.ask('suspects', query),
    'labels.verdicts': async ({ runId }) => suspectVerdicts(session.require().project, runId),
  }
}
