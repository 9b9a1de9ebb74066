/** TensorFlow's native part for @tensorflow/tfjs-node-gpu. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { capture, findProgram } from './commands.mjs'
import { linkOrCopy, readJson } from './files.mjs'
import { hasNvidiaDevice, nvidiaGpu } from './gpu.mjs'
import { cacheDir, isLinuxX64, packageFile, projectDir } from './paths.mjs'
import { whyNoPip } from './pipPackage.mjs'
import { say, warn } from './say.mjs'
import { ensureNativeLibraries } from './tensorflowLibraries.mjs'

const PACKAGE = '@tensorflow/tfjs-node-gpu'
const ADDON = packageFile(PACKAGE, 'lib', 'napi-v8', 'tfjs_binding.node')
const LIBRARIES = packageFile(PACKAGE, 'deps', 'lib')

/**
 * @typedef {object} TensorFlowRecord
 * @property {'wheel' | 'package installer' | 'none'} source
 * @property {string} detail what it is, or why there is none
 * @property {'cpu' | 'cuda' | null} build
 * @property {string} gpu the GPU's name, or why none is used
 * @property {boolean} sawDevice whether a driver was loaded at set-up time
 * @property {string[]} searchFolders folders the trainer's LD_LIBRARY_PATH must start with
 */

/** True when what an earlier set-up made is still in place and still fits the machine. @param {any} record */
export function isTensorFlowReady(record) {
  if (record === undefined || record.source === 'none') return false
  if (record.sawDevice !== hasNvidiaDevice()) return false
  if (record.source === 'package installer') return existsSync(packageFile(PACKAGE, 'lib'))
  const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'].map((name) =>
    join(LIBRARIES, name),
  )
  return [ADDON, ...libraries, ...record.searchFolders].every((file) => existsSync(file))
}

/** Puts TensorFlow in place; a failure is a record with source "none" and the reason, as the studio opens without it. @returns {Promise<TensorFlowRecord>} */
export async function ensureTensorFlow() {
  const gpu = isLinuxX64 ? nvidiaGpu() : { reason: 'the CUDA libraries are set up on Linux x64 only' }
  const sawDevice = hasNvidiaDevice()
  const gpuText = 'name' in gpu ? gpu.name : gpu.reason
  try {
    const why = isLinuxX64 ? whyNoWheel() : `this is ${process.platform} ${process.arch}`
    if (why !== null) return { ...runPackageInstaller(why), gpu: gpuText, sawDevice }
    const build = 'name' in gpu ? 'cuda' : 'cpu'
    say(build === 'cuda' ? `TensorFlow with CUDA, for ${gpuText}` : `TensorFlow for the CPU: ${gpuText}`)
    const { version } = readJson(packageFile(PACKAGE, 'package.json'))
    const made = await ensureNativeLibraries({
      build,
      packageDir: packageFile(PACKAGE),
      packageVersion: version,
    })
    putInPlace(made.folder)
    return {
      source: 'wheel',
      detail: made.detail,
      build,
      gpu: gpuText,
      sawDevice,
      searchFolders: made.searchFolders,
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    warn(`TensorFlow could not be set up, so training is not possible: ${reason}`)
    warn('Everything else works. Type `npm run setup` to try again.')
    return { source: 'none', detail: reason, build: null, gpu: gpuText, sawDevice, searchFolders: [] }
  }
}

function whyNoWheel() {
  if (findProgram('g++') === null) return 'a C++ compiler (g++) is missing'
  if (findProgram('unzip') === null) return 'unzip is missing'
  return whyNoPip()
}

/** The libraries are shared with the cache by hard link; the addon finds them by its own run path. @param {string} folder */
function putInPlace(folder) {
  for (const name of readdirSync(join(folder, 'lib'))) {
    linkOrCopy(join(folder, 'lib', name), join(LIBRARIES, name))
  }
  mkdirSync(packageFile(PACKAGE, 'lib', 'napi-v8'), { recursive: true })
  copyFileSync(join(folder, 'tfjs_binding.node'), ADDON)
  chmodSync(ADDON, 0o755)
}

/** @param {string} why @returns {Pick<TensorFlowRecord, 'source' | 'detail' | 'build' | 'searchFolders'>} */
function runPackageInstaller(why) {
  const kind = process.platform === 'darwin' ? 'cpu' : 'gpu'
  say(`TensorFlow through the package's own installer (${kind}), because ${why}`)
  const cwd = packageFile(PACKAGE)
  const result = capture(process.execPath, [join('scripts', 'install.js'), kind, 'download'], {
    cwd,
    timeout: 900_000,
    env: { ...process.env, INIT_CWD: projectDir, npm_config_cache: cacheDir() },
  })
  if (!result.ok || !existsSync(packageFile(PACKAGE, 'lib'))) {
    const said = (result.stderr || result.stdout).trim().split('\n').slice(-3).join(' ')
    throw new Error(`${why}, and the package's own installer failed: ${said}`)
  }
  return {
    source: 'package installer',
    detail: `the package's own download (${kind})`,
    build: null,
    searchFolders: [],
  }
}
