import type { Handlers } from '../../shared/ipc/contract'
import { StudioError } from '../../shared/result'
import type { Services } from '../app/services'
import {
  importPredictions,
  type PredictionRequest,
  previewPredictions,
} from '../predictions/importPredictions'

type PredictionHandlers = Pick<Handlers, Extract<keyof Handlers, `predictions.${string}`>>

/** Predictions of other detectors: looked at first, then taken in. */
export function predictionHandlers({
  session,
  jobs,
  askForPath,
  projectChanged,
}: Services): PredictionHandlers {
  /** What was chosen last, and for which project: the page sees no paths. */
  let opened: { folder: string; request: PredictionRequest } | null = null
  const project = () => session.require().project
  const request = (): PredictionRequest => {
    if (opened?.folder === project().folder) return opened.request
    throw new StudioError('not-found', 'No predictions are open.', 'Choose the file again.')
  }
  return {
    'predictions.open': async ({ kind }) => {
      const source = await askForPath(kind === 'file' ? 'predictions.file' : 'predictions.folder')
      if (source === null) return null
      const preview = await previewPredictions(project(), { source })
      opened = { folder: project().folder, request: { source } }
      return preview
    },
    'predictions.addPiece': async ({ piece }) => {
      const before = request()
      const file = await askForPath(`predictions.${piece}`)
      if (file === null) return null
      const more = { ...before, [piece]: file }
      const preview = await previewPredictions(project(), more)
      opened = { folder: project().folder, request: more }
      return preview
    },
    'predictions.preview': async ({ mapping }) => previewPredictions(project(), request(), mapping),
    'predictions.take': async (choice) => {
      const { run } = await jobs.run('Importing predictions', () =>
        importPredictions(project(), request(), choice),
      )
      opened = null
      projectChanged('runs')
      return { runId: run.id, name: run.name }
    },
  }
}
