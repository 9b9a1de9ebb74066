/** Single npm packages for the cache, fetched by their pinned integrity. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { capture, mustRun } from './commands.mjs'
import { download } from './download.mjs'
import { matchesPin } from './files.mjs'
import { cacheDir, projectDir } from './paths.mjs'
import { say } from './say.mjs'

/**
 * The tarball of `name@version`, checked against npm's `sha512-...` integrity. The address comes from the npm client,
 * so a mirror in the person's npm settings is honoured; where a plain download from it does not work, npm fetches it.
 * @param {{ name: string, version: string, integrity: string }} spec
 */
export async function npmTarball({ name, version, integrity }) {
  const folder = join(cacheDir(), 'downloads')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name.replace(/[@/]/g, '_')}-${version}.tgz`)
  if (existsSync(file) && (await matchesPin(file, integrity))) return file
  const what = `${name} ${version}`
  const address = capture('npm', ['view', `${name}@${version}`, 'dist.tarball'], { cwd: projectDir })
  const url = address.stdout.trim()
  if (address.ok && /^https?:\/\//.test(url)) {
    try {
      await download({ url, file, pin: integrity, what })
      return file
    } catch (cause) {
      say(`${cause instanceof Error ? cause.message : cause}; asking npm to fetch it instead`)
    }
  }
  await packWithNpm({ name, version, integrity }, file)
  return file
}

/** @param {{ name: string, version: string, integrity: string }} spec @param {string} file */
async function packWithNpm({ name, version, integrity }, file) {
  const folder = mkdtempSync(join(cacheDir(), 'downloads', 'pack-'))
  try {
    mustRun('npm', ['pack', `${name}@${version}`, '--pack-destination', folder], { cwd: projectDir })
    const packed = join(folder, readdirSync(folder)[0] ?? '')
    if (!(await matchesPin(packed, integrity)))
      throw new Error(`npm's ${name} ${version} is not the pinned file`)
    renameSync(packed, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
