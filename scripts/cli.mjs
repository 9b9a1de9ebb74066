/** `npm run cli -- ...` and `npm run doctor`: the command line, built first when its sources changed. */
import { join } from 'node:path'
import { ensureBuild } from './setup/build.mjs'
import { runVisibly } from './setup/commands.mjs'
import { ensureSetup } from './setup/ensureSetup.mjs'
import { projectDir } from './setup/paths.mjs'
import { runScript } from './setup/runScript.mjs'
import { sayToStderr } from './setup/say.mjs'

await runScript(async () => {
  // Standard output belongs to the command's own answer (it may be JSON).
  sayToStderr()
  await ensureSetup({ needsDisplay: false })
  const failure = ensureBuild()
  if (failure !== null) throw new Error(`The build failed:\n${failure}`)
  return runVisibly(process.execPath, [join(projectDir, 'out', 'main', 'cli.js'), ...process.argv.slice(2)])
})
