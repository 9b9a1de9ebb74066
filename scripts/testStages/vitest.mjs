/** Unit, property and integration tests, and the native parts once more under the Node of newer Electrons. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runVisibly } from '../setup/commands.mjs'
import { readJson } from '../setup/files.mjs'
import { newerNode } from '../setup/newerNode.mjs'
import { packageFile, projectDir, setupDir } from '../setup/paths.mjs'
import { warn } from '../setup/say.mjs'
import { refuseEmpty } from './types.mjs'

/** @typedef {import('./types.mjs').Outcome} Outcome @typedef {import('./types.mjs').Stage} Stage */

/** @type {Stage} */
export const unitStage = {
  name: 'unit',
  title: 'Unit, property and integration tests',
  run: () => runVitest(process.execPath, 'unit', []),
}

/** @type {Stage} */
export const newerNodeStage = {
  name: 'node24',
  title: 'Trainer and detector under Node 24',
  run: async () => {
    const found = await newerNode()
    if ('reason' in found) {
      warn(`SKIPPED: the trainer's tests under Node 24, because ${found.reason}`)
      return { passed: 0, failed: 0, skipped: 1 }
    }
    return runVitest(found.program, 'node24', nativeTests())
  },
}

/** The trainer's and the detector's tests that load TensorFlow. */
function nativeTests() {
  return ['trainer', 'detector'].flatMap((name) => {
    const folder = join(projectDir, 'src', 'main', name)
    return readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.integration.test.ts'))
      .map((file) => relative(projectDir, join(folder, file)))
  })
}

/** @param {string} program @param {string} name @param {string[]} files @returns {Promise<Outcome>} */
async function runVitest(program, name, files) {
  const report = join(setupDir, 'reports', `${name}.json`)
  mkdirSync(join(setupDir, 'reports'), { recursive: true })
  rmSync(report, { force: true })
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files]
  const code = await runVisibly(program, [packageFile('vitest', 'vitest.mjs'), ...args], { cwd: projectDir })
  return refuseEmpty(readReport(existsSync(report) ? readJson(report) : null, code))
}

/** Counts the tests, and each file that failed before its tests could run. @param {any} report @param {number} code @returns {Outcome} */
export function readReport(report, code) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + brokenFiles
  const skipped = report.numPendingTests + report.numTodoTests
  // An error outside any test (an unhandled rejection) shows in the exit code alone.
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}
