/** The journeys in real Electron: under a virtual display, and never as root. */
import { chownSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runVisibly } from '../setup/commands.mjs'
import { readJson } from '../setup/files.mjs'
import { withoutNetwork } from '../setup/noNetwork.mjs'
import { manifestFile, packageFile, projectDir } from '../setup/paths.mjs'
import { warn } from '../setup/say.mjs'
import { windowed } from '../setup/windowed.mjs'
import { oneCheck, refuseEmpty } from './types.mjs'

/** @typedef {import('./types.mjs').Outcome} Outcome @typedef {import('./types.mjs').Stage} Stage */

const RESULTS = join(projectDir, 'test-results')

/** @param {string[]} filters @returns {Stage} */
export const e2eStage = (filters) => ({
  name: 'e2e',
  title: 'Journeys in Electron',
  run: () => runPlaywright(filters),
})

/** @param {string[]} filters @returns {Promise<Outcome>} */
async function runPlaywright(filters) {
  const electron = readJson(manifestFile)?.electron
  if (!electron?.executable) return oneCheck(false)
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  const report = join(RESULTS, 'report.json')
  const { words, env: ownEnv, owner } = windowed()
  const network = withoutNetwork()
  if ('reason' in network) warn(`The journeys run with the network on: ${network.reason}`)
  else words.unshift(...network.words)
  if (owner !== null) chownSync(RESULTS, owner.uid, owner.gid)
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    FOCAL_ELECTRON: electron.executable,
    FOCAL_NETWORK: 'words' in network ? 'none' : 'there',
    ...ownEnv,
  }
  const cli = packageFile('@playwright/test', 'cli.js')
  const config = join(projectDir, 'e2e', 'playwright.config.ts')
  words.push(process.execPath, cli, 'test', '--config', config, '--reporter=list,json', ...filters)
  const code = await runVisibly(words[0] ?? '', words.slice(1), { cwd: projectDir, env })
  return refuseEmpty(readReport(existsSync(report) ? readJson(report) : null, code))
}

/** @param {any} report @param {number} code @returns {Outcome} */
function readReport(report, code) {
  if (report === null) return oneCheck(false)
  const { expected, unexpected, flaky, skipped } = report.stats
  // A test that passes only on a second try has failed: the journeys have no luck to rely on.
  const failed = unexpected + flaky
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}
