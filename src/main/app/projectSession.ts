import { StudioError } from '../../shared/result'
import type { Judge } from '../judging/judgeThread'
import type { ProjectService } from '../project/projectService'
import type { TrainingService } from '../trainer/service'

/** The project that is open in the window, and what works on it. */
export interface OpenProject {
  project: ProjectService
  training: TrainingService
  judge: Judge
}

/** At most one project is open at a time. */
export interface ProjectSession {
  current(): OpenProject | null
  /** Throws `no-project`. */
  require(): OpenProject
  /**
   * Opens with `open` and then lets go of the one before; where opening fails, or gives the same project again,
   * that one stays.
   */
  replace<T extends { project: ProjectService }>(open: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Closing waits this long for a training to save itself. */
const TRAINER_PATIENCE_MS = 8000

/** Makes the session; `serve` makes what works on a project that was just opened. */
export function createProjectSession(
  serve: (project: ProjectService) => Omit<OpenProject, 'project'>,
): ProjectSession {
  let open: OpenProject | null = null
  let last: Promise<unknown> = Promise.resolve()
  /** One opening or closing after the other: two at once would each believe to hold the window. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  const letGo = async () => {
    const closing = open
    open = null
    await closing?.training.shutDown(TRAINER_PATIENCE_MS)
    await closing?.judge.close()
    await closing?.project.close()
  }
  return {
    current: () => open,
    require() {
      if (open !== null) return open
      throw new StudioError('no-project', 'No project is open.', 'Open a folder of pictures.')
    },
    replace: (opening) =>
      inTurn(async () => {
        const opened = await opening()
        if (open !== null && open.project.folder === opened.project.folder) {
          // The one in the window holds the lock and perhaps a training: it stays, the second copy goes.
          await opened.project.close()
          return { ...opened, project: open.project }
        }
        await letGo()
        open = { project: opened.project, ...serve(opened.project) }
        return opened
      }),
    close: () => inTurn(letGo),
  }
}
