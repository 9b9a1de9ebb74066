import { app, type BrowserWindow, nativeTheme } from 'electron'
import type { Logger } from 'pino'
import { version } from '../../../package.json'
import { createPush } from '../ipc/push'
import { openExternalLink } from '../security/externalLinks'
import { createDialogs, scriptedDialogs } from './dialogs'
import { createJobBoard } from './jobs'
import { openPreferences } from './preferences'
import { createRecentProjects } from './recentProjects'

/** What the services need of the process around them. */
export interface Surroundings {
  window(): BrowserWindow | null
  log: Logger
}

export type Services = ReturnType<typeof createServices>

/** Makes the services that the handlers call; the heavy ones load when they are first used. */
export function createServices({ window, log }: Surroundings) {
  const settings = openPreferences()
  const push = createPush(() => window()?.webContents ?? null)
  const jobs = createJobBoard(
    (progress) => push('app.job', progress),
    () => performance.now(),
  )
  return {
    settings,
    push,
    jobs,
    log,
    recent: createRecentProjects(settings, Date.now),
    askForPath: scriptedDialogs(app.isPackaged, process.env) ?? createDialogs(window),
    info: {
      version,
      electron: process.versions.electron ?? '',
      platform: process.platform,
      isPackaged: app.isPackaged,
    },
    openLink: openExternalLink,
    themeChanged: (theme: 'system' | 'dark' | 'light') => {
      nativeTheme.themeSource = theme
    },
    images: () => null,
    takeDropped: async (paths: string[]) => paths.length,
    probeDevice: async () => {
      throw new Error('x')
    },
    shutDown: async () => jobs.cancelAll(),
  }
}
