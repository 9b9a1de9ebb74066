/**
 * How long Review's error queue takes with 20,000 errors, on this machine:
 *   node bench/queue.mjs [--errors 20000] [--pictures 1000] [--seed 1]
 * Prints a JSON line, ms by the clock and of the processor: `ahead` to read and judge; `open` to hand the queue to the page (check,
 * copy, unpack), which the studio does with it two seconds after it has opened a project (opening Review before that waits for
 * both); the same again; to move the threshold; costs of the kinds; to give a verdict; to take an edit in.
 */
import { spawnSync } from 'node:child_process'
import { withBuilt } from './withBuilt.mjs'

await withBuilt('src/main/review/testing/benchQueue.ts', (program) => {
  const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 1
})
