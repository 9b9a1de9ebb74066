import { statSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, nativeTheme, shell } from 'electron'
import type { Logger } from 'pino'
import type { Opened } from '../../shared/ipc/project'
import type { Backend } from '../../shared/training/protocol'
import type { TrainingProgress } from '../../shared/training/run'
import { createdBy, studioVersion } from '../../shared/version'
import { collectDoctorReport } from '../doctor/collectDoctorReport'
import { builtEntry } from '../fs/builtEntry'
import { createPush } from '../ipc/push'
import { importInto } from '../project/importService'
import { type OpenedFolder, openFolder } from '../project/openFolder'
import type { ProjectService } from '../project/projectService'
import { openExternalLink } from '../security/externalLinks'
import { PUSH_INTERVAL_MS, throttle } from '../timing/throttle'
import { nativeEnvironment } from '../trainer/nativeEnvironment'
import { utilityProcessTrainer } from '../trainer/processes/utilityProcessAdapter'
import { TrainingService } from '../trainer/service'
import { createDialogs, scriptedDialogs } from './dialogs'
import { createJobBoard, type Job } from './jobs'
import { openPreferences } from './preferences'
import { projectImages } from './projectImages'
import { createProjectSession } from './projectSession'
import { createRecentProjects } from './recentProjects'

/** What the services need of the process around them. */
export interface Surroundings {
  window(): BrowserWindow | null
  log: Logger
}

export type Services = ReturnType<typeof createServices>
type ChangedPart = 'images' | 'classes' | 'runs' | 'all'

/** Makes the services that the handlers call. */
export function createServices({ window, log }: Surroundings) {
  const settings = openPreferences()
  const now = () => performance.now()
  const push = createPush(() => window()?.webContents ?? null)
  const jobs = createJobBoard((progress) => push('app.job', progress), now)
  const recent = createRecentProjects(settings, Date.now)
  const session = createProjectSession(serveTraining)
  const projectChanged = (what: ChangedPart) => {
    const revision = session.current()?.project.summary().revision
    if (revision !== undefined) push('project.changed', { revision, what })
  }

  function serveTraining(project: ProjectService): TrainingService {
    const program = builtEntry('trainer.js')
    return new TrainingService({
      project,
      startProcess: (device) => utilityProcessTrainer(program, trainerEnvironment(device)),
      createdBy,
      now,
      onProgress: throttle(
        (progress: TrainingProgress) => push('training.progress', progress),
        PUSH_INTERVAL_MS,
      ),
      onRunsChanged: () => projectChanged('runs'),
    })
  }

  /** Opens a project with progress, remembers it, and answers what the page is to show. */
  async function openAny(
    title: string,
    open: (options: Pick<OpenOptions, 'signal' | 'onProgress'>) => Promise<OpenedFolder>,
  ): Promise<Opened> {
    const { project, imported } = await jobs.run(title, ({ signal, report }) =>
      session.replace(() => open({ signal, onProgress: report })),
    )
    const summary = project.summary()
    recent.remember(summary)
    return { summary, imported }
  }

  /** A dropped folder is opened; a dropped file of labels or a picture comes into the open project. */
  async function takeDropped([first]: string[]): Promise<Opened | null> {
    if (first === undefined) return null
    if (statSync(first).isDirectory())
      return openAny('Opening pictures', (options) => openFolder(first, options))
    const { project } = session.require()
    await jobs.run('Importing', ({ signal, report }) =>
      importInto(project, first, { signal, onProgress: report }),
    )
    projectChanged('all')
    return null
  }

  return {
    settings,
    push,
    jobs,
    log,
    recent,
    session,
    openAny,
    projectChanged,
    askForPath: scriptedDialogs(app.isPackaged, process.env) ?? createDialogs(window),
    info: {
      version: studioVersion,
      electron: process.versions.electron ?? '',
      platform: process.platform,
      isPackaged: app.isPackaged,
    },
    sampleFolder: join(app.getPath('userData'), 'Sample workbench'),
    openLink: openExternalLink,
    revealFolder: (folder: string) => void shell.openPath(folder),
    themeChanged: (theme: 'system' | 'dark' | 'light') => {
      nativeTheme.themeSource = theme
    },
    images: () => {
      const open = session.current()
      return open === null ? null : projectImages(open.project, join(app.getPath('userData'), 'thumbnails'))
    },
    takeDropped,
    probeDevice,
    shutDown: async () => {
      jobs.cancelAll()
      await session.close()
    },
  }
}

interface OpenOptions {
  signal: Job['signal']
  onProgress: Job['report']
}

/** A run that asks for the CPU gets no sight of the GPU. */
function trainerEnvironment(device: string): NodeJS.ProcessEnv {
  return device === 'cpu' ? { ...nativeEnvironment(), CUDA_VISIBLE_DEVICES: '-1' } : nativeEnvironment()
}

async function probeDevice(): Promise<Backend> {
  const { tensorflow, cpu, gpu } = await collectDoctorReport()
  return {
    name: tensorflow.backend ?? 'none',
    device: gpu.isUsed ? 'gpu' : 'cpu',
    description: gpu.isUsed ? (gpu.name ?? 'GPU') : cpu.model,
    reason: tensorflow.failure ?? gpu.reason ?? '',
    version: tensorflow.version ?? '',
  }
}
