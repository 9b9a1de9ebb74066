/** Single Python wheels for the cache, fetched by their pinned hash. Nothing is installed into any Python. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capture, mustRun } from './commands.mjs'
import { download } from './download.mjs'
import { matchesPin, readJson } from './files.mjs'
import { cacheDir } from './paths.mjs'
import { say } from './say.mjs'

/**
 * A pip that can tell a wheel's address without downloading it (older ones cannot). It runs from its own wheel.
 * @type {Wheel}
 */
const PIP = {
  name: 'pip',
  version: '25.3',
  file: 'pip-25.3-py3-none-any.whl',
  sha256: '9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd',
}

/** @typedef {{ name: string, version: string, file: string, sha256: string }} Wheel */

/** Asks for the same wheel whatever Python runs pip. */
const TARGET = [
  '--no-deps',
  '--only-binary=:all:',
  '--python-version=3.11',
  '--implementation=cp',
  '--abi=cp311',
  '--abi=none',
  '--platform=manylinux_2_27_x86_64',
  '--platform=manylinux_2_25_x86_64',
  '--platform=manylinux_2_17_x86_64',
  '--platform=manylinux2014_x86_64',
]

/** Why wheels cannot be had here, or null when they can. */
export function whyNoPip() {
  const answer = capture('python3', ['-m', 'pip', '--version'])
  return answer.ok ? null : 'python3 with pip is missing'
}

/**
 * The wheel's file in the cache, checked against its pinned hash. Resumed where the index gives a plain address,
 * fetched by pip itself elsewhere.
 * @param {Wheel} wheel
 * @returns {Promise<string>}
 */
export async function wheelFile(wheel) {
  const folder = join(cacheDir(), 'downloads')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, wheel.file)
  const pin = `sha256-${wheel.sha256}`
  if (existsSync(file) && (await matchesPin(file, pin))) return file
  const url = wheel === PIP ? null : await addressOf(wheel)
  if (url !== null) {
    try {
      await download({ url, file, pin, what: `${wheel.name} ${wheel.version}` })
      return file
    } catch (cause) {
      say(`${cause instanceof Error ? cause.message : cause}; asking pip to fetch it instead`)
    }
  }
  await downloadWithPip(wheel, file)
  return file
}

/** Where the person's package index keeps this wheel; null when pip cannot say. @param {Wheel} wheel */
async function addressOf(wheel) {
  const scratch = mkdtempSync(join(cacheDir(), 'downloads', 'address-'))
  try {
    const pip = join(await wheelFile(PIP), 'pip')
    const report = join(scratch, 'report.json')
    const asked = capture('python3', [
      pip,
      'install',
      '--quiet',
      '--dry-run',
      '--ignore-installed',
      `--target=${scratch}`,
      `--report=${report}`,
      ...TARGET,
      `${wheel.name}==${wheel.version}`,
    ])
    const found = asked.ok ? readJson(report)?.install?.[0]?.download_info : null
    const url = String(found?.url ?? '')
    if (url.startsWith('file://')) copyFileSync(fileURLToPath(url), join(cacheDir(), 'downloads', wheel.file))
    return /^https?:\/\//.test(url) ? url : null
  } catch {
    return null
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** @param {Wheel} wheel @param {string} file */
async function downloadWithPip(wheel, file) {
  const pin = `sha256-${wheel.sha256}`
  if (existsSync(file) && (await matchesPin(file, pin))) return
  const scratch = mkdtempSync(join(cacheDir(), 'downloads', 'pip-'))
  try {
    say(`pip downloads ${wheel.name} ${wheel.version}`)
    const args = ['-m', 'pip', 'download', '--quiet', `--dest=${scratch}`, ...TARGET]
    mustRun('python3', [...args, `${wheel.name}==${wheel.version}`])
    const arrived = join(scratch, wheel.file)
    if (!existsSync(arrived) || !(await matchesPin(arrived, pin)))
      throw new Error(`What pip downloaded for ${wheel.name} ${wheel.version} is not the pinned file`)
    renameSync(arrived, file)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
