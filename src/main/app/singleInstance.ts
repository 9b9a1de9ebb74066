import { app } from 'electron'

/** False where the studio runs already with this user data; that one is told to come to the front. */
export function claimSingleInstance(onSecond: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', onSecond)
  return true
}
