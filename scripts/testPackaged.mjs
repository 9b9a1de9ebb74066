/**
 * `npm run test:packaged [-- PROGRAM]`: starts what `npm run package` made (or the PROGRAM named) in an empty environment
 * and uses it, with no network where that can be had. PROGRAM may be an installed one, such as `/opt/Focal Studio/focal-studio`,
 * or an AppImage.
 * `-- --installed [DEB]`: installs the deb on a bare Debian and uses it there, as root only; says so and does nothing where
 * that cannot be done.
 */
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { withAppImage } from './package/appImage.mjs'
import { whileInstalled } from './package/installed.mjs'
import { whyNoOtherMachine } from './package/otherMachine.mjs'
import { runVisibly } from './setup/commands.mjs'
import { needsVirtualDisplay, VIRTUAL_DISPLAY } from './setup/display.mjs'
import { withoutNetwork } from './setup/noNetwork.mjs'
import { packageFile, projectDir } from './setup/paths.mjs'
import { runScript } from './setup/runScript.mjs'
import { say, warn } from './setup/say.mjs'
import { windowed } from './setup/windowed.mjs'

const dist = join(projectDir, 'dist')

await runScript(async () => {
  const [first = '', ...rest] = process.argv.slice(2)
  if (first === '--installed') return testInstalled(rest)
  const program = resolve(first === '' ? join(dist, 'linux-unpacked', 'focal-studio') : first)
  if (!existsSync(program)) throw new Error(`There is no ${program}; type \`npm run package\` first`)
  const { words, env, owner } = windowed()
  const results = join(projectDir, 'test-results')
  // A run as root may have left files that this one's user may not replace.
  rmSync(join(results, 'packaged'), { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  if (owner !== null) chownSync(results, owner.uid, owner.gid)
  if (program.endsWith('.AppImage'))
    return withAppImage(program, (start) => runTests(words, { ...env, ...start.env }, rest))
  return runTests(words, { ...env, FOCAL_PACKAGED: program, FOCAL_STARTER: program }, rest)
})

/** @param {string[]} words */
async function testInstalled([named, ...filters]) {
  const reason = whyNoOtherMachine()
  if (reason !== null) {
    warn(`SKIPPED: no bare Debian to install the package on: ${reason}`)
    return 0
  }
  const debs = existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith('.deb')) : []
  const deb = named ?? (debs[0] === undefined ? undefined : join(dist, debs[0]))
  if (deb === undefined) throw new Error('There is no deb in dist; type `npm run package -- deb` first')
  return whileInstalled(resolve(deb), ({ env }) =>
    runTests(needsVirtualDisplay() ? [...VIRTUAL_DISPLAY] : [], env, filters),
  )
}

/**
 * @param {string[]} words in front of the test runner
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} filters
 */
function runTests(words, env, filters) {
  const quiet = withoutNetwork()
  if ('reason' in quiet) warn(`The network stays within reach of the tests: ${quiet.reason}`)
  else say('There is no network while the program is used')
  const config = join(projectDir, 'e2e', 'packaged', 'playwright.config.ts')
  const runner = [packageFile('@playwright/test', 'cli.js'), 'test', '--config', config, '--reporter=list']
  const all = [...('words' in quiet ? quiet.words : []), ...words, process.execPath, ...runner, ...filters]
  return runVisibly(all[0] ?? '', all.slice(1), { cwd: projectDir, env: { ...process.env, ...env } })
}
