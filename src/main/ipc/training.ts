import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { augmentedViews, planTraining } from '../trainer/foresee'
import { readLossMap, readLossProfile } from '../trainer/runs/lossProfileFiles'
import { readSettingsFile, writeSettingsFile } from '../trainer/settingsFile'

type TrainingHandlers = Pick<Handlers, Extract<keyof Handlers, `training.${string}`>>

/** Runs: planned, begun, held, looked at. */
export function trainingHandlers({ session, askForPath }: Services): TrainingHandlers {
  const training = () => session.require().training
  return {
    'training.plan': async ({ config }) => planTraining(session.require().project, config),
    'training.start': async ({ config }) => ({ runId: (await training().start(config)).id }),
    'training.pause': async ({ runId }) => {
      training().pause(runId)
      return {}
    },
    'training.resume': async ({ runId }) => {
      await training().resume(runId)
      return {}
    },
    'training.stop': async ({ runId }) => {
      training().stop(runId)
      return {}
    },
    'training.current': async () => session.current()?.training.current() ?? null,
    // Newest first, as lists show them.
    'training.runs': async () => [...session.require().project.listRuns()].reverse(),
    'training.metrics': async ({ runId }) => training().metrics(runId),
    'training.lossProfile': async ({ runId }) => readLossProfile(session.require().project.runFolder(runId)),
    'training.lossMap': async ({ runId, imageId }) =>
      readLossMap(session.require().project.runFolder(runId), imageId),
    'training.previewAugmentation': async ({ config, count, seed }) =>
      augmentedViews(session.require().project, config, count, seed),
    'training.exportSettings': async ({ config }) => {
      const file = await askForPath('training.exportSettings')
      if (file === null) return null
      await writeSettingsFile(file, config)
      return { file }
    },
    'training.importSettings': async () => {
      const file = await askForPath('training.importSettings')
      return file === null ? null : readSettingsFile(file)
    },
    'training.describe': async ({ runId, name, notes, starred }) =>
      training().describe(runId, {
        ...(name === undefined ? {} : { name }),
        ...(notes === undefined ? {} : { notes }),
        ...(starred === undefined ? {} : { starred }),
      }),
    'training.delete': async ({ runId }) => {
      training().delete(runId)
      return {}
    },
    'training.restore': async ({ runId }) => training().restore(runId),
  }
}
