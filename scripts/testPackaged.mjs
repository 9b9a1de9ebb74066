/**
 * `npm run test:packaged [-- PROGRAM]`: starts what `npm run package` made (or the PROGRAM named) in an empty environment
 * and uses it. PROGRAM may be an installed one, such as `/opt/Focal Studio/focal-studio`.
 */
import { chownSync, existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runVisibly } from './setup/commands.mjs'
import { packageFile, projectDir } from './setup/paths.mjs'
import { runScript } from './setup/runScript.mjs'
import { windowed } from './setup/windowed.mjs'

await runScript(async () => {
  const [named = join(projectDir, 'dist', 'linux-unpacked', 'focal-studio'), ...filters] =
    process.argv.slice(2)
  const program = resolve(named)
  if (!existsSync(program)) throw new Error(`There is no ${program}; type \`npm run package\` first`)
  const { words, env, owner } = windowed()
  const results = join(projectDir, 'test-results')
  mkdirSync(results, { recursive: true })
  if (owner !== null) chownSync(results, owner.uid, owner.gid)
  const config = join(projectDir, 'e2e', 'packaged', 'playwright.config.ts')
  words.push(
    process.execPath,
    packageFile('@playwright/test', 'cli.js'),
    'test',
    '--config',
    config,
    '--reporter=list',
  )
  return runVisibly(words[0] ?? '', [...words.slice(1), ...filters], {
    cwd: projectDir,
    env: { ...process.env, ...env, FOCAL_PACKAGED: program },
  })
})
