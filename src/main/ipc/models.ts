import { join } from 'node:path'
import type { Handlers } from '../../shared/ipc/contract'
import { StudioError } from '../../shared/result'
import { createdBy } from '../../shared/version'
import type { Services } from '../app/services'
import { safeFolderName } from '../fs/safeFolderName'
import { exportModel } from '../models/exportModel'

type ModelHandlers = Pick<Handlers, Extract<keyof Handlers, `models.${string}`>>

/** Models for elsewhere. */
export function modelHandlers({ session, jobs, askForPath, revealFolder }: Services): ModelHandlers {
  const exported = new Map<string, string>()
  return {
    'models.export': async ({ runId, target }) => {
      const { project } = session.require()
      const parent = await askForPath('models.export')
      if (parent === null) return null
      const folder = join(parent, folderName(project.summary().name, runId, target))
      const report = await jobs.run('Exporting', ({ signal, report: tell }) =>
        exportModel(project, { runId, target, folder, createdBy, signal, onProgress: tell }),
      )
      exported.set(`${project.folder} ${runId} ${target}`, folder)
      return report
    },
    'models.reveal': async ({ runId, target }) => {
      const folder = exported.get(`${session.require().project.folder} ${runId} ${target}`)
      if (folder === undefined) {
        throw new StudioError(
          'not-found',
          'This model was not exported since the studio was started.',
          'Export it again.',
        )
      }
      revealFolder(folder)
      return {}
    },
  }
}

/** A name that every file system takes; an export into the same place again replaces the earlier one. */
function folderName(projectName: string, runId: string, target: string): string {
  return `${safeFolderName(projectName, 'model')}-${runId}-${target}`
}
