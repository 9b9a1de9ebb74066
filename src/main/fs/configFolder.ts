import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder of what this machine remembers for the studio, the same for the app and the command line. */
export function configFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.FOCAL_USER_DATA) return env.FOCAL_USER_DATA
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    win32: env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'),
    darwin: join(homedir(), 'Library', 'Application Support'),
  }
  const config = folders[process.platform] ?? env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
  return join(config, 'focal-studio')
}
