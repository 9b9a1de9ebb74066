/** `npm start`: from a fresh clone to the open studio. What follows `--` goes to the studio. */
import { ensureBuild } from './setup/build.mjs'
import { runVisibly } from './setup/commands.mjs'
import { electronCommand } from './setup/electronCommand.mjs'
import { ensureSetup } from './setup/ensureSetup.mjs'
import { projectDir } from './setup/paths.mjs'
import { runScript } from './setup/runScript.mjs'
import { say } from './setup/say.mjs'

await runScript(async () => {
  const manifest = await ensureSetup()
  const failure = ensureBuild()
  if (failure !== null) throw new Error(`The build failed:\n${failure}`)
  const { program, args, env } = electronCommand(manifest, [projectDir, ...process.argv.slice(2)])
  say('Opening the studio')
  // Electron's helpers leave Ctrl+C to the studio, which saves; by any other signal they would die before it has.
  return runVisibly(program, args, { cwd: projectDir, env }, () => 'SIGINT')
})
