/**
 * `npm test`: the set-up, then every stage in order, whatever the one before found. The last line adds all up.
 * For developers: `npm test -- --only unit,e2e`, and `npm test -- --only e2e review` for journeys named like that.
 */
import { ensureSetup } from './setup/ensureSetup.mjs'
import { runScript } from './setup/runScript.mjs'
import { say, seconds, warn } from './setup/say.mjs'
import { buildStage, checkStages } from './testStages/checks.mjs'
import { e2eStage } from './testStages/e2e.mjs'
import { oneCheck } from './testStages/types.mjs'
import { newerNodeStage, unitStage } from './testStages/vitest.mjs'

/** @typedef {import('./testStages/types.mjs').Stage} Stage */

/** @type {Stage} */
const setupStage = {
  name: 'setup',
  title: 'Set-up',
  run: async () => {
    const { tensorflow } = await ensureSetup()
    return oneCheck(tensorflow.source !== 'none')
  },
}

await runScript(async () => {
  const { only, filters } = readArguments(process.argv.slice(2))
  const stages = [setupStage, ...checkStages, unitStage, newerNodeStage, buildStage, e2eStage(filters)]
  const unknown = only.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    throw new Error(
      `No stage is called ${unknown.join(', ')}; there are ${stages.map((stage) => stage.name).join(', ')}`,
    )
  }
  const wanted =
    only.length === 0 ? stages : stages.filter((stage) => stage.name === 'setup' || only.includes(stage.name))
  const total = { passed: 0, failed: 0, skipped: 0 }
  const summary = []
  for (const stage of wanted) {
    say(stage.title)
    const started = performance.now()
    const outcome = await runStage(stage)
    total.passed += outcome.passed
    total.failed += outcome.failed
    total.skipped += outcome.skipped
    summary.push(
      `${outcome.failed === 0 ? 'ok  ' : 'FAIL'} ${stage.title}: ${count(outcome)} (${seconds(started)})`,
    )
  }
  process.stdout.write(`\n${summary.join('\n')}\n\n${count(total)}\n`)
  return total.failed === 0 ? 0 : 1
})

/** A stage that throws is one failure; the others still run. @param {Stage} stage */
async function runStage(stage) {
  try {
    return await stage.run()
  } catch (cause) {
    warn(`${stage.title}: ${cause instanceof Error ? cause.message : cause}`)
    return oneCheck(false)
  }
}

/** @param {import('./testStages/types.mjs').Outcome} outcome */
function count({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** @param {string[]} args */
function readArguments(args) {
  const at = args.indexOf('--only')
  if (at === -1) return { only: [], filters: args }
  const only = (args[at + 1] ?? '').split(',').filter((name) => name !== '')
  return { only, filters: args.filter((_, index) => index !== at && index !== at + 1) }
}
