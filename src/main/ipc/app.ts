import { cpus } from 'node:os'
import type { z } from 'zod'
import type { AppInfo } from '../../shared/ipc/app'
import type { Handlers } from '../../shared/ipc/contract'
import type { Backend } from '../../shared/training/protocol'
import type { JobBoard } from '../app/jobs'
import { readPreferences, type SettingsStore } from '../app/settings'

type AppHandlers = Pick<Handlers, Extract<keyof Handlers, `app.${string}`>>

export interface AppServices {
  info: z.infer<typeof AppInfo>
  settings: SettingsStore
  jobs: JobBoard
  /** Which device training would use; asks a throwaway process, so a driver crash costs nothing. */
  probeDevice(): Promise<Backend>
  openLink(id: string): Promise<void>
  /** Called with the theme after it was set. */
  themeChanged(theme: 'system' | 'dark' | 'light'): void
}

/** The studio itself: versions, preferences, device, jobs. */
export function appHandlers(services: AppServices): AppHandlers {
  const { info, settings, jobs, probeDevice, openLink, themeChanged } = services
  return {
    'app.info': async () => info,
    'app.device': async () => ({ ...(await probeDevice()), cores: cpus().length }),
    'app.preferences': async () => readPreferences(settings),
    'app.setPreferences': async (changes) => {
      settings.set(changes)
      if (changes.theme !== undefined) themeChanged(changes.theme)
      return readPreferences(settings)
    },
    'app.openLink': async ({ link }) => {
      await openLink(link)
      return {}
    },
    'app.cancelJob': async ({ jobId }) => {
      jobs.cancel(jobId)
      return {}
    },
  }
}
