/** The command line that opens Electron here: which binary, which user, which display. */

import { needsVirtualDisplay, VIRTUAL_DISPLAY } from './display.mjs'
import { say, warn } from './say.mjs'
import { asUnprivilegedUser, canKeepFileRights, mustChangeUser } from './unprivilegedUser.mjs'

/**
 * @param {import('./ensureSetup.mjs').Manifest} manifest
 * @param {string[]} args
 */
export function electronCommand(manifest, args) {
  /** @type {string[]} */
  const words = []
  /** @type {NodeJS.ProcessEnv} */
  let env = { ...process.env }
  if (mustChangeUser) {
    const keepsFileRights = canKeepFileRights()
    const user = asUnprivilegedUser({ keepsFileRights })
    say('Started by root: the studio runs as the user focal-studio, with the sandbox on')
    if (!keepsFileRights) warn('This system lets it reach only the files that everybody may read')
    words.push(...user.prefix)
    env = { ...env, ...user.env }
  }
  if (needsVirtualDisplay()) {
    say(
      'No display here: the studio opens on a virtual one (nobody will see its window; set DISPLAY for a real one)',
    )
    words.push(...VIRTUAL_DISPLAY)
  }
  words.push(manifest.electron.executable, ...args)
  return { program: words[0] ?? '', args: words.slice(1), env }
}
