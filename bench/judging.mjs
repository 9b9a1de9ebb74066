/**
 * The longest that judging a run (the queue, figures, intervals, comparison, doubted labels) keeps main from answering, judged in
 * main and beside it as the studio does; after `npm run build`:
 *   node bench/judging.mjs [--errors 20000] [--pictures 1000] [--seed 1]
 * Prints ms of the longest block of the event loop (perf_hooks) and until the answer, for each; ratio: block before / after.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { withBuilt } from './withBuilt.mjs'

const judge = fileURLToPath(new URL('../out/main/judge.js', import.meta.url))

await withBuilt('src/main/judging/testing/benchJudging.ts', async (program) => {
  const { status } = spawnSync(process.execPath, [program, judge, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
})
