import type { Handlers } from '../../shared/ipc/contract'
import { StudioError } from '../../shared/result'
import type { Services } from '../app/services'

type BackupHandlers = Pick<Handlers, Extract<keyof Handlers, `backups.${string}`>>

/** Copies of the labels, and going back to one. */
export function backupHandlers({ session, projectChanged }: Services): BackupHandlers {
  const project = () => session.require().project
  return {
    'backups.list': async () => project().backups(),
    'backups.make': async () => {
      project().makeBackup()
      return project().backups()
    },
    'backups.preview': async ({ name }) => project().previewBackup(name),
    'backups.restore': async ({ name }) => {
      const { project: open, training } = session.require()
      // Its predictions are of the pictures that are there now.
      if (training.current() !== null)
        throw new StudioError('busy', 'A training is in progress.', 'Pause or stop it first.')
      const before = open.restoreBackup(name)
      projectChanged('all')
      return { before }
    },
  }
}
