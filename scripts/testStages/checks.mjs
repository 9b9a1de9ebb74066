/** The stages that look at the code without running it, and the build. */
import { join } from 'node:path'
import { ensureBuild } from '../setup/build.mjs'
import { runVisibly } from '../setup/commands.mjs'
import { packageFile, projectDir } from '../setup/paths.mjs'
import { oneCheck } from './types.mjs'

/** @typedef {import('./types.mjs').Stage} Stage */

/** @param {string} script @param {string[]} args */
const node = async (script, ...args) =>
  oneCheck((await runVisibly(process.execPath, [script, ...args], { cwd: projectDir })) === 0)

/** @type {Stage[]} */
export const checkStages = [
  {
    name: 'lint',
    title: 'Lint and format',
    run: () => node(packageFile('@biomejs/biome', 'bin', 'biome'), 'check', '.'),
  },
  { name: 'layers', title: 'Layers', run: () => node(join(projectDir, 'scripts', 'checkLayers.mjs')) },
  { name: 'types', title: 'Types', run: () => node(packageFile('typescript', 'bin', 'tsc'), '-b') },
]

/** @type {Stage} */
export const buildStage = {
  name: 'build',
  title: 'Build',
  run: async () => {
    const failure = ensureBuild()
    if (failure !== null) process.stdout.write(`${failure}\n`)
    return oneCheck(failure === null)
  },
}
