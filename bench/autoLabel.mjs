/**
 * What label by review saves: 20 pictures labelled, a quick training of 180 steps, then how many proposals on the next 50 are right,
 * have to be mended, are wrong, and how many objects have to be drawn; and again. After `npm run build`:
 *   node bench/autoLabel.mjs FOLDER [rounds] [seed] [steps]
 * FOLDER holds annotations.coco.json and images/. Prints a JSON line a round.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withBuilt } from './withBuilt.mjs'

const [folder, rounds = '1', seed = '1', steps = '180'] = process.argv.slice(2)
const trainer = fileURLToPath(new URL('../out/main/trainer.js', import.meta.url))

await withBuilt('src/main/proposals/testing/benchAutoLabel.ts', (program) => {
  const annotations = join(resolve(folder), 'annotations.coco.json')
  const { status } = spawnSync(process.execPath, [program, annotations, trainer, rounds, seed, steps], {
    stdio: 'inherit',
    env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1', ...process.env },
  })
  process.exitCode = status ?? 1
})
