import { StudioError } from '../../shared/result'
import type { ProjectService } from '../project/projectService'
import type { TrainingService } from '../trainer/service'

/** The project that is open in the window, and what works on it. */
export interface OpenProject {
  project: ProjectService
  training: TrainingService
}

/** At most one project is open at a time. */
export interface ProjectSession {
  current(): OpenProject | null
  /** Throws `no-project`. */
  require(): OpenProject
  /** Opens with `open` and then lets go of the one before; where opening fails that one stays open. */
  replace<T extends { project: ProjectService }>(open: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Closing waits this long for a training to save itself. */
const TRAINER_PATIENCE_MS = 8000

/** Makes the session; `serve` makes what works on a project that was just opened. */
export function createProjectSession(serve: (project: ProjectService) => TrainingService): ProjectSession {
  let open: OpenProject | null = null
  const close = async () => {
    const closing = open
    open = null
    await closing?.training.shutDown(TRAINER_PATIENCE_MS)
    await closing?.project.close()
  }
  return {
    current: () => open,
    require() {
      if (open !== null) return open
      throw new StudioError('no-project', 'No project is open.', 'Open a folder of pictures.')
    },
    async replace(opening) {
      const before = open
      const opened = await opening()
      // A project that is opened again over itself would find its own lock.
      if (before !== null) await close()
      open = { project: opened.project, training: serve(opened.project) }
      return opened
    },
    close,
  }
}
