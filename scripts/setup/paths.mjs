/** The folders the set-up works with. */
import { existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const projectDir = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** What the set-up remembers about this clone (ignored by git). */
export const setupDir = join(projectDir, '.setup')

/** Says where each native part came from; read by the doctor and by whoever starts the trainer. */
export const manifestFile = join(setupDir, 'manifest.json')

/** True on the one platform for which PyPI's wheels and the npm-carried Electron are used. */
export const isLinuxX64 = process.platform === 'linux' && process.arch === 'x64'

/** True when the set-up runs with the rights of root. */
export const isRoot = process.getuid?.() === 0

/** The user-level download cache; FOCAL_CACHE overrides the platform's usual place. */
export function cacheDir() {
  if (process.env.FOCAL_CACHE) return resolve(process.env.FOCAL_CACHE)
  return join(platformCache(), 'focal-studio')
}

function platformCache() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches')
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local')
  return join(homedir(), '.cache')
}

/**
 * A cache that other users can read: where root runs the studio as another user, that user's sandboxed processes
 * must reach Electron, and root's own cache is usually closed to them.
 */
export function readableCacheDir() {
  return !isRoot || isOpenToOthers(cacheDir()) ? cacheDir() : '/var/cache/focal-studio'
}

/** Can every user enter this folder (or, where it does not exist yet, the folder it will be made in)? @param {string} folder */
export function isOpenToOthers(folder) {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(path) && (statSync(path).mode & 0o001) === 0) return false
    if (path === dirname(path)) return true
  }
}

/** A file inside an installed npm package. @param {string} name @param {string[]} rest */
export function packageFile(name, ...rest) {
  return join(projectDir, 'node_modules', ...name.split('/'), ...rest)
}

/** True when every one of these exists. @param {string[]} files */
export function allExist(files) {
  return files.every((file) => existsSync(file))
}
