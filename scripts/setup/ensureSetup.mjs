/** The whole set-up in order. Asking when nothing is to do costs a few file checks. */
import { mkdirSync } from 'node:fs'
import { areDependenciesReady, ensureDependencies } from './dependencies.mjs'
import { needsVirtualDisplay } from './display.mjs'
import { ensureElectron, isElectronReady } from './electron.mjs'
import { readJson, writeJson } from './files.mjs'
import { withLock } from './lock.mjs'
import { cacheDir, manifestFile, readableCacheDir, setupDir } from './paths.mjs'
import { say, seconds } from './say.mjs'
import { ensureSystemPackages, hasVirtualDisplay } from './systemPackages.mjs'
import { ensureTensorFlow, isTensorFlowReady } from './tensorflow.mjs'

/** Raise when an older clone must go through the set-up again. */
const SETUP_VERSION = 3

/**
 * @typedef {object} Manifest
 * @property {number} setupVersion
 * @property {string} platform
 * @property {{ lock: string }} dependencies
 * @property {import('./electron.mjs').ElectronRecord} electron
 * @property {import('./tensorflow.mjs').TensorFlowRecord} tensorflow
 */

/**
 * Brings the clone to where the studio can be built and started; repeats only what is missing or has changed.
 * @param {{ needsDisplay?: boolean }} [options]
 * @returns {Promise<Manifest>}
 */
export async function ensureSetup({ needsDisplay = needsVirtualDisplay() } = {}) {
  checkNode()
  const known = readJson(manifestFile)
  if (isReady(known, needsDisplay)) return known
  return withLock(setupDir, async () => {
    const before = readJson(manifestFile)
    return isReady(before, needsDisplay) ? before : runSteps(before, needsDisplay)
  })
}

/** @param {any} before @param {boolean} needsDisplay */
async function runSteps(before, needsDisplay) {
  const started = performance.now()
  say(`Setting up Focal Studio (downloads are kept in ${cacheDir()})`)
  // Records of another set-up version lack what this one writes.
  const known = before?.setupVersion === SETUP_VERSION ? before : null
  const open = ensureSystemPackages({ needsDisplay })
  const dependencies = await ensureDependencies()
  mkdirSync(readableCacheDir(), { recursive: true, mode: 0o755 })
  const parts = await withLock(cacheDir(), () =>
    withLock(`${readableCacheDir()}/electron`, async () => ({
      electron: await keepOr(known?.electron, isElectronReady, ensureElectron),
      tensorflow: await keepOr(known?.tensorflow, isTensorFlowReady, ensureTensorFlow),
    })),
  )
  /** @type {Manifest} */
  const manifest = { setupVersion: SETUP_VERSION, platform: platformName(), dependencies, ...parts }
  writeJson(manifestFile, manifest)
  const rest = open.length === 0 ? '' : `; still missing: ${open.map((need) => need.name).join(', ')}`
  say(`Set-up done (${seconds(started)})${rest}`)
  return manifest
}

/** @template T @param {T | undefined} record @param {(record: T) => boolean} isGood @param {() => Promise<T>} make */
async function keepOr(record, isGood, make) {
  return record !== undefined && isGood(record) ? record : make()
}

/** @param {any} manifest @param {boolean} needsDisplay */
function isReady(manifest, needsDisplay) {
  return (
    manifest !== null &&
    manifest.setupVersion === SETUP_VERSION &&
    manifest.platform === platformName() &&
    areDependenciesReady(manifest.dependencies) &&
    isElectronReady(manifest.electron) &&
    isTensorFlowReady(manifest.tensorflow) &&
    (!needsDisplay || hasVirtualDisplay())
  )
}

function platformName() {
  return `${process.platform}-${process.arch}`
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(`Focal Studio needs Node 20.19 or newer; this is Node ${process.versions.node}`)
}
