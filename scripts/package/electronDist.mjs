/** The Electron to pack: the one that the set-up put in place, without the app that shows it is there. */
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setupDir } from '../setup/paths.mjs'

/** Copies it to a folder of this clone and answers that folder. @param {import('../setup/electron.mjs').ElectronRecord} electron */
export function prepareElectron(electron) {
  // On macOS the executable lies inside the bundle, which is packed as a whole.
  const bundle = /^(.*)\/Electron\.app\//.exec(electron.executable)?.[1]
  const source = bundle ?? dirname(electron.executable)
  const folder = join(setupDir, 'package', 'electron')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  cpSync(source, folder, { recursive: true, verbatimSymlinks: true })
  const resources = bundle === undefined ? 'resources' : join('Electron.app', 'Contents', 'Resources')
  for (const name of ['app', 'default_app.asar']) {
    rmSync(join(folder, resources, name), { recursive: true, force: true })
  }
  // Set-uid only where the package is installed, by root, on a system that needs it.
  const helper = join(folder, 'chrome-sandbox')
  if (existsSync(helper)) chmodSync(helper, 0o755)
  return folder
}
