/**
 * `npm run package`: packages for users, by electron-builder.yml. What follows `--` names targets: `AppImage`, `deb`, or
 * `dir` for the unpacked program alone; without any, all of this system's. Says what could not be made, and why.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepareElectron } from './package/electronDist.mjs'
import { writeNativeManifest } from './package/nativeManifest.mjs'
import { linuxTargets } from './package/targets.mjs'
import { ensureBuild } from './setup/build.mjs'
import { runVisibly } from './setup/commands.mjs'
import { ensureSetup } from './setup/ensureSetup.mjs'
import { packageFile, projectDir } from './setup/paths.mjs'
import { runScript } from './setup/runScript.mjs'
import { say, warn } from './setup/say.mjs'

await runScript(async () => {
  const manifest = await ensureSetup({ needsDisplay: false })
  if (manifest.tensorflow.source === 'none') throw new Error('There is no TensorFlow to pack; see above')
  const failure = ensureBuild()
  if (failure !== null) throw new Error(`The build failed:\n${failure}`)
  const asked = process.argv.slice(2)
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env }
  const args = ['--publish', 'never']
  let isShort = false
  if (process.platform === 'linux') {
    const { targets, missing, tools } = await linuxTargets(asked)
    for (const what of missing) warn(what)
    isShort = missing.length > 0
    if (targets.length === 0) return 1
    Object.assign(env, tools)
    args.push('--linux', ...targets, '--x64')
  } else {
    warn(
      'Packages for this system are configured, but nobody has built or started one yet: please tell what happens.',
    )
    args.push(process.platform === 'darwin' ? '--mac' : '--win', ...asked)
  }
  const electron = prepareElectron(manifest.electron)
  writeNativeManifest(manifest)
  args.push(`-c.electronDist=${electron}`, `-c.electronVersion=${manifest.electron.version}`)
  say(`Packing with Electron ${manifest.electron.version}`)
  const code = await runVisibly(process.execPath, [packageFile('electron-builder', 'cli.js'), ...args], {
    cwd: projectDir,
    env,
  })
  if (code !== 0) throw new Error(`electron-builder ended with code ${code}`)
  const folder = join(projectDir, 'dist')
  if (existsSync(folder)) say(`The packages are in ${folder}`)
  return isShort ? 1 : 0
})
