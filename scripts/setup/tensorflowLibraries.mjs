/** TensorFlow's libraries out of the PyPI wheel and the addon built against them, kept in the cache. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, mustRun } from './commands.mjs'
import { writeJson } from './files.mjs'
import { cacheDir, packageFile } from './paths.mjs'
import { wheelFile } from './pipPackage.mjs'
import { say, seconds, size } from './say.mjs'
import { CPU_WHEEL, CUDA_WHEEL, NVIDIA_WHEELS } from './tensorflowWheels.mjs'

/** Raise when what is unpacked or how the addon is built changes. */
const RECIPE = 1

/**
 * Libraries and addon for one build, made once per cache.
 * @param {{ build: 'cpu' | 'cuda', packageDir: string, packageVersion: string }} wanted
 */
export async function ensureNativeLibraries({ build, packageDir, packageVersion }) {
  const wheel = build === 'cuda' ? CUDA_WHEEL : CPU_WHEEL
  const name = `${wheel.name}-${wheel.version}-tfjs-${packageVersion}-r${RECIPE}`
  const folder = join(cacheDir(), 'tensorflow', name)
  if (!existsSync(join(folder, 'ready.json'))) await make(wheel, folder, packageDir)
  const searchFolders = build === 'cuda' ? await ensureCudaLibraries() : []
  return { folder, searchFolders, detail: `${wheel.name} ${wheel.version} from PyPI, addon built here` }
}

/** @param {import('./pipPackage.mjs').Wheel} wheel @param {string} folder @param {string} packageDir */
async function make(wheel, folder, packageDir) {
  const file = await wheelFile(wheel)
  const work = `${folder}.part`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(join(work, 'lib'), { recursive: true })
  say(`Unpacking ${wheel.name} ${wheel.version} (${size(statSync(file).size)})`)
  const wanted = [
    'tensorflow/libtensorflow_cc.so.2',
    'tensorflow/libtensorflow_framework.so.2',
    'tensorflow/include/*',
  ]
  mustRun('unzip', ['-q', '-o', file, ...wanted, '-d', join(work, 'wheel')])
  for (const library of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) {
    renameSync(join(work, 'wheel', 'tensorflow', library), join(work, 'lib', library))
  }
  strip(join(work, 'lib', 'libtensorflow_cc.so.2'))
  buildAddon(work, packageDir)
  rmSync(join(work, 'wheel'), { recursive: true })
  writeJson(join(work, 'ready.json'), { wheel: wheel.file, sha256: wheel.sha256, recipe: RECIPE })
  rmSync(folder, { recursive: true, force: true })
  renameSync(work, folder)
  rmSync(file)
}

/** The wheel's library carries its symbol table: a quarter of its size that nothing here reads. @param {string} library */
function strip(library) {
  if (findProgram('strip') === null) return
  const before = statSync(library).size
  mustRun('strip', ['--strip-unneeded', library])
  say(`Stripped libtensorflow_cc from ${size(before)} to ${size(statSync(library).size)}`)
}

/**
 * Compiles the addon's two sources. They use Node-API only, so one build serves Node and Electron, and the headers
 * of the `node-api-headers` package are all that is needed.
 * @param {string} work
 * @param {string} packageDir
 */
function buildAddon(work, packageDir) {
  const started = performance.now()
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(packageDir, 'binding', name))
  const args = [
    '-shared',
    '-fPIC',
    '-O2',
    '-std=c++17',
    '-DNAPI_VERSION=8',
    '-DBUILDING_NODE_EXTENSION',
    '-w',
  ]
  const includes = [
    packageFile('node-api-headers', 'include'),
    packageDir,
    join(work, 'wheel', 'tensorflow', 'include'),
  ]
  mustRun('g++', [
    ...args,
    ...includes.map((folder) => `-I${folder}`),
    ...sources,
    `-L${join(work, 'lib')}`,
    '-l:libtensorflow_cc.so.2',
    '-l:libtensorflow_framework.so.2',
    // Relative to lib/napi-v8 inside the npm package.
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
    '-o',
    join(work, 'tfjs_binding.node'),
  ])
  say(`Built the addon (${seconds(started)})`)
}

/** CUDA's libraries, each wheel's `lib` folder; returns the folders for LD_LIBRARY_PATH. */
async function ensureCudaLibraries() {
  const folders = []
  for (const wheel of NVIDIA_WHEELS) {
    const folder = join(cacheDir(), 'cuda', `${wheel.name}-${wheel.version}`)
    if (!existsSync(folder)) {
      const file = await wheelFile(wheel)
      say(`Unpacking ${wheel.name} ${wheel.version} (${size(statSync(file).size)})`)
      rmSync(`${folder}.part`, { recursive: true, force: true })
      mkdirSync(`${folder}.part`, { recursive: true })
      mustRun('unzip', ['-q', '-o', file, '-x', 'nvidia/*/include/*', '-d', `${folder}.part`])
      renameSync(`${folder}.part`, folder)
      rmSync(file)
    }
    folders.push(...foldersOfLibraries(join(folder, 'nvidia')))
  }
  return folders
}

/** @param {string} folder */
function foldersOfLibraries(folder) {
  return readdirSync(folder)
    .map((name) => join(folder, name, 'lib'))
    .filter((candidate) => existsSync(candidate))
}
