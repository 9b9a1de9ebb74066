/**
 * How long Review's error queue takes with 20,000 errors, on this machine:
 *   node bench/queue.mjs [--errors 20000] [--pictures 1000] [--seed 1]
 * Prints a JSON line: ms to open the queue (read, judge, check, copy), to open it again, to move the threshold, to give a
 * verdict and to take an edit in.
 */
import { spawnSync } from 'node:child_process'
import { withBuilt } from './withBuilt.mjs'

await withBuilt('src/main/review/testing/benchQueue.ts', (program) => {
  const { status } = spawnSync(
    process.execPath,
    [
      ...(process.env.PROF ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : []),
      program,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  )
  process.exitCode = status ?? 1
})
