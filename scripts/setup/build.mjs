/** Builds with electron-vite, only when something it reads has changed since the last build. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from './commands.mjs'
import { lockHash } from './dependencies.mjs'
import { readJson, writeJson } from './files.mjs'
import { packageFile, projectDir, setupDir } from './paths.mjs'
import { say, seconds } from './say.mjs'

const STAMP = join(setupDir, 'build.json')
const OUTPUTS = [
  'main/index.js',
  'main/trainer.js',
  'main/cli.js',
  'preload/index.cjs',
  'renderer/index.html',
]

/** Builds if needed; returns null, or what the failed build said. */
export function ensureBuild() {
  const state = sourceState()
  const isThere = OUTPUTS.every((file) => existsSync(join(projectDir, 'out', file)))
  if (isThere && readJson(STAMP)?.state === state) return null
  const started = performance.now()
  say('Building the studio')
  const result = capture(
    process.execPath,
    [packageFile('electron-vite', 'bin', 'electron-vite.js'), 'build'],
    {
      cwd: projectDir,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  if (!result.ok) return `${result.stdout}\n${result.stderr}`.trim()
  writeJson(STAMP, { state })
  say(`Built (${seconds(started)})`)
  return null
}

/** A hash over name, size and time of every source file, and over the build's settings. */
function sourceState() {
  const hash = createHash('sha256').update(lockHash())
  const files = readdirSync(join(projectDir, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  for (const name of ['package.json', 'electron.vite.config.ts', 'tsconfig.base.json']) {
    hash.update(readFileSync(join(projectDir, name)))
  }
  return hash.digest('hex')
}
