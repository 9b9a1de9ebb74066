/**
 * How fast and how well it trains, on this machine:
 *   node bench/train.mjs                                   a step's time against stock tfjs, in the same run
 *   node bench/train.mjs --data FOLDER --config '{"preset":"quick"}' [--run FOLDER] [--resume] [--skip-speed]
 * FOLDER holds annotations.coco.json, split.json ({train, val, test}) and images/. Prints JSON lines.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules', '.cache')
mkdirSync(cache, { recursive: true })
const outDir = mkdtempSync(join(cache, 'focal-bench-'))
try {
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    build: {
      ssr: join(root, 'src/main/trainer/testing/benchTraining.ts'),
      outDir,
      target: 'node20',
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'bench.mjs' } },
    },
  })
  const { status } = spawnSync(process.execPath, [join(outDir, 'bench.mjs'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1', ...process.env },
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(outDir, { recursive: true, force: true })
}
