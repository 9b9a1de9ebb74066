import { join } from 'node:path'
import { app } from 'electron'

/** Lets a test or a second profile keep its own user data; must run before anything reads it. */
export function configurePaths(env: NodeJS.ProcessEnv): void {
  if (env.FOCAL_USER_DATA) app.setPath('userData', env.FOCAL_USER_DATA)
}

/** The folder of the studio's log and crash reports. */
export function logFolder(): string {
  return join(app.getPath('userData'), 'logs')
}

/** The built page. */
export function rendererFolder(): string {
  return join(import.meta.dirname, '../renderer')
}
