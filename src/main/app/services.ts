import { join } from 'node:path'
import { app, type BrowserWindow, nativeTheme, shell } from 'electron'
import type { Logger } from 'pino'
import type { Opened } from '../../shared/ipc/project'
import { StudioError } from '../../shared/result'
import type { TrainConfig } from '../../shared/training/config/index'
import type { TrainingProgress } from '../../shared/training/run'
import { createdBy, studioVersion } from '../../shared/version'
import { builtEntry } from '../fs/builtEntry'
import { createPush } from '../ipc/push'
import { createJudge } from '../judging/judgeThread'
import { type OpenedFolder, openFolder } from '../project/openFolder'
import type { ProjectService } from '../project/projectService'
import { openExternalLink } from '../security/externalLinks'
import { PUSH_INTERVAL_MS, throttle } from '../timing/throttle'
import { nativeEnvironment } from '../trainer/nativeEnvironment'
import { probeBackend, rememberedProbe } from '../trainer/probeBackend'
import { utilityProcessTrainer } from '../trainer/processes/utilityProcessAdapter'
import { TrainingService } from '../trainer/service'
import { SweepService } from '../trainer/sweep/sweepService'
import { isVideo, Videos } from '../video/videos'
import { createDialogs } from './dialogs'
import { DroppedFiles, folderAmong } from './droppedFiles'
import { createJobBoard, type Job } from './jobs'
import { createAppMenu } from './menu/appMenu'
import { openPreferences } from './preferences'
import { projectImages } from './projectImages'
import { createProjectSession } from './projectSession'
import { createRecentProjects } from './recentProjects'
import { scriptedDialogs } from './scriptedDialogs'
import { createSystemWords } from './systemWords'

/** What the services need of the process around them. */
export interface Surroundings {
  window(): BrowserWindow | null
  log: Logger
  /** Earlier starts did not stay up: nothing that could be the cause is begun. */
  isSafeMode: boolean
}

export type Services = ReturnType<typeof createServices>
type ChangedPart = 'images' | 'classes' | 'runs' | 'all'

/** Makes the services that the handlers call. */
export function createServices({ window, log, isSafeMode }: Surroundings) {
  const settings = openPreferences()
  const now = () => performance.now()
  const push = createPush(() => window()?.webContents ?? null)
  const jobs = createJobBoard((progress) => push('app.job', progress), now)
  const recent = createRecentProjects(settings, Date.now)
  const session = createProjectSession((project) => ({
    training: serveTraining(project),
    judge: createJudge({
      entry: builtEntry('judge.js'),
      folder: project.folder,
      dataVersion: () => project.dataVersion,
    }),
  }))
  const projectChanged = (what: ChangedPart) => {
    const revision = session.current()?.project.summary().revision
    if (revision !== undefined) push('project.changed', { revision, what })
  }

  const startProcess = (device: TrainConfig['device']) =>
    utilityProcessTrainer(builtEntry('trainer.js'), trainerEnvironment(device))
  const requireTrainer = () => {
    if (isSafeMode) throw noTrainer()
  }

  function serveTraining(project: ProjectService): TrainingService {
    return new TrainingService({
      project,
      startProcess,
      requireTrainer,
      createdBy,
      now,
      onProgress: throttle(
        (progress: TrainingProgress) => push('training.progress', progress),
        PUSH_INTERVAL_MS,
      ),
      onRunsChanged: () => projectChanged('runs'),
    })
  }

  const sweepsOf = new WeakMap<ProjectService, SweepService>()
  /** The sweeps of the open project. Throws `no-project`. */
  function sweeps(): SweepService {
    const { project, training } = session.require()
    const known = sweepsOf.get(project)
    if (known !== undefined) return known
    const made = new SweepService({
      project,
      training,
      runJob: (title, work) => jobs.run(title, work),
      onChanged: () => projectChanged('runs'),
    })
    sweepsOf.set(project, made)
    return made
  }

  /** Opens a project with progress, remembers it, and answers what the page is to show. */
  async function openAny(
    title: string,
    open: (options: OpenOptions) => Promise<OpenedFolder>,
  ): Promise<Opened> {
    const backupThread = builtEntry('snapshot.js')
    const { project, imported } = await jobs.run(title, ({ signal, report }) =>
      session.replace(() => open({ signal, onProgress: report, backupThread })),
    )
    const summary = project.summary()
    recent.remember(summary)
    return { summary, imported }
  }

  const videos = new Videos()
  const dropped = new DroppedFiles()
  /** A dropped folder is opened; a video, label files, archives and pictures wait for the page to ask. */
  async function takeDropped(paths: string[]): Promise<Opened | null> {
    const folder = folderAmong(paths)
    if (folder !== undefined) return openAny('Opening pictures', (options) => openFolder(folder, options))
    session.require()
    const video = paths.find(isVideo)
    if (video !== undefined) videos.drop(video)
    dropped.put(paths.filter((path) => !isVideo(path)))
    return null
  }

  const systemWords = createSystemWords()
  const menu = createAppMenu({
    platform: process.platform,
    isPackaged: app.isPackaged,
    choose: (id) => push('menu.chosen', { id }),
  })

  return {
    settings,
    push,
    menu,
    openMenu: (x: number, y: number) => menu.open(window(), x, y),
    jobs,
    log,
    recent,
    session,
    sweeps,
    openAny,
    projectChanged,
    askForPath: scriptedDialogs(app.isPackaged, process.env) ?? createDialogs(window, systemWords.say),
    systemWords,
    info: {
      version: studioVersion,
      electron: process.versions.electron ?? '',
      platform: process.platform,
      isPackaged: app.isPackaged,
      isSafeMode,
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
    dropped,
    videos,
    probeDevice: rememberedProbe(async () => {
      requireTrainer()
      return probeBackend(startProcess('auto'))
    }),
    shutDown: async () => {
      jobs.cancelAll()
      await session.close()
    },
  }
}

interface OpenOptions {
  signal: Job['signal']
  onProgress: Job['report']
  backupThread: string
}

function noTrainer(): StudioError {
  return new StudioError(
    'safe-mode',
    'The studio came up in safe mode, because its last starts did not stay up: training is off.',
    'Close the studio and start it again.',
  )
}

/** A run that asks for the CPU gets no sight of the GPU. */
function trainerEnvironment(device: TrainConfig['device']): NodeJS.ProcessEnv {
  return device === 'cpu' ? { ...nativeEnvironment(), CUDA_VISIBLE_DEVICES: '-1' } : nativeEnvironment()
}
