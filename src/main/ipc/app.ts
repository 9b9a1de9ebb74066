import { cpus } from 'node:os'
import type { z } from 'zod'
import type { AppInfo } from '../../shared/ipc/app'
import type { Handlers } from '../../shared/ipc/contract'
import type { Backend } from '../../shared/training/protocol'
import type { AskForPath } from '../app/dialogPurpose'
import type { JobBoard } from '../app/jobs'
import { readKeyFile, writeKeyFile } from '../app/keyFile'
import { readPreferences, type SettingsStore } from '../app/settings'
import type { SystemWords } from '../app/systemWords'

type AppHandlers = Pick<Handlers, Extract<keyof Handlers, `app.${string}`>>

export interface AppServices {
  info: z.infer<typeof AppInfo>
  settings: SettingsStore
  jobs: JobBoard
  askForPath: AskForPath
  systemWords: SystemWords
  /** Which device training would use; asks a throwaway process, so a driver crash costs nothing. */
  probeDevice(): Promise<Backend>
  openLink(id: string): Promise<void>
  /** Called with the theme after it was set. */
  themeChanged(theme: 'system' | 'dark' | 'light'): void
}

/** The studio itself: versions, preferences, device, jobs. */
export function appHandlers(services: AppServices): AppHandlers {
  const { info, settings, askForPath, systemWords, jobs, probeDevice, openLink, themeChanged } = services
  return {
    'app.info': async () => info,
    'app.device': async () => ({ ...(await probeDevice()), cores: cpus().length }),
    'app.preferences': async () => readPreferences(settings),
    'app.setPreferences': async (changes) => {
      settings.set(changes)
      if (changes.theme !== undefined) themeChanged(changes.theme)
      return readPreferences(settings)
    },
    'app.exportKeys': async (keys) => {
      const file = await askForPath('keys.export')
      if (file === null) return null
      await writeKeyFile(file, keys)
      return { file }
    },
    'app.importKeys': async () => {
      const file = await askForPath('keys.import')
      return file === null ? null : readKeyFile(file)
    },
    'app.setSystemLanguage': async ({ language }) => {
      systemWords.speak(language)
      return {}
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
