/**
 * How fast and how well it trains, on this machine:
 *   node bench/train.mjs                                   a step's time against stock tfjs, in the same run
 *   node bench/train.mjs --data FOLDER --config '{"preset":"quick"}' [--run FOLDER] [--resume] [--skip-speed]
 * FOLDER holds annotations.coco.json, split.json ({train, val, test}) and images/. Prints JSON lines.
 */
import { spawnSync } from 'node:child_process'
import { withBuilt } from './withBuilt.mjs'

await withBuilt('src/main/trainer/testing/benchTraining.ts', (program) => {
  const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1', ...process.env },
  })
  process.exitCode = status ?? 1
})
