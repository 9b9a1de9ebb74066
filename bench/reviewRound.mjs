/**
 * What one round of review does: trains, marks every false alarm on plain background of the training pictures as a person would who
 * knows the ground truth, trains again with the same seed and steps, and judges both on validation and test pictures.
 * After `npm run build`:
 *   node bench/reviewRound.mjs [--data FOLDER] [--seeds 1,2,3] [--steps 88] [--onward 44] [--hide 0.3] [--later PATH=VALUE ...]
 *     [--together 2] [--control] [--work FOLDER]
 * FOLDER (aerial-cars in FOCAL_DATA where it is left out) holds annotations.coco.json, split.json and images/. Each training has one
 * thread, with which the same run gives the same bits; --control trains the first seed twice without marks to see that. --together
 * trainings go on at once. With --onward the second run goes on from the first one's weights for so many steps, and is compared
 * with one that does so without the marks too. With --hide that share of the labels to learn from is taken away first, and the person
 * accepts what the first run finds of them, in place of marking. --later gives the later runs another setting. With --work, runs that
 * are there already are not trained again. Prints tables, then one JSON line.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { withBuilt } from './withBuilt.mjs'

const { values } = parseArgs({
  strict: false,
  options: { data: { type: 'string' }, work: { type: 'string' } },
})
const { FOCAL_DATA } = process.env
const data = values.data ?? (FOCAL_DATA === undefined ? undefined : join(FOCAL_DATA, 'aerial-cars'))
if (data === undefined) throw new Error('--data FOLDER is missing, and FOCAL_DATA names no folder')
const work = values.work ?? mkdtempSync(join(tmpdir(), 'focal-review-round-'))
const trainer = fileURLToPath(new URL('../out/main/trainer.js', import.meta.url))

try {
  await withBuilt('src/main/review/testing/benchRound.ts', (program) => {
    const places = ['--data', resolve(data), '--work', resolve(work), '--trainer', trainer]
    const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2), ...places], {
      stdio: 'inherit',
      env: {
        TF_CPP_MIN_LOG_LEVEL: '2',
        TF_NUM_INTRAOP_THREADS: '1',
        TF_NUM_INTEROP_THREADS: '1',
        ...process.env,
      },
    })
    process.exitCode = status ?? 1
  })
} finally {
  if (values.work === undefined) rmSync(work, { recursive: true, force: true })
}
