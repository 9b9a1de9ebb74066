/**
 * How quick the annotator is, in real Electron on this machine, beside its targets and other programs' figures:
 *   npm run build && node bench/annotator.mjs [--only boxes,next,many,huge] [--folder FOLDER] [--seed 1] [--pictures 100000] [--profile]
 * Makes seeded projects in FOLDER once (about 250 MB, a minute), then drives the built studio with mouse and keys under a
 * trace. Each figure stands beside one of a reference taken in the same run, so that it can be read on any machine.
 * `--profile` adds where the frames' time went; switches in FOCAL_BENCH_SWITCHES are given to Electron. It says how busy the
 * machine was: other work makes every figure worse.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { windowed } from '../scripts/setup/windowed.mjs'
import { withBuilt } from './withBuilt.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const argv = process.argv.slice(2)
const at = argv.indexOf('--folder')
const folder = at === -1 ? join(tmpdir(), 'focal-bench-annotator') : argv[at + 1]

if (!existsSync(join(root, 'out', 'main', 'index.js')))
  throw new Error('Build the studio first: npm run build')
await withBuilt('src/main/project/testing/benchProjects.ts', (program) => {
  const made = spawnSync(process.execPath, [program, '--folder', folder, ...argv], { stdio: 'inherit' })
  if (made.status !== 0) throw new Error('The projects could not be made')
})
const { electron } = JSON.parse(readFileSync(join(root, '.setup', 'manifest.json'), 'utf8'))
const { words, env, owner } = windowed()
// A project is open for reading alone where whoever drives the studio may not write to it.
if (owner !== null) spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, folder])
const [program, ...rest] = [
  ...words,
  process.execPath,
  // A page's own line to the browser; later versions of Node have it anyhow.
  '--experimental-websocket',
  join(root, 'bench', 'annotator', 'run.mjs'),
  folder,
  ...argv,
]
const { status } = spawnSync(program, rest, {
  stdio: 'inherit',
  cwd: root,
  env: { ...process.env, FOCAL_ELECTRON: electron.executable, ...env },
})
process.exitCode = status ?? 1
