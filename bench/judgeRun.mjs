/**
 * How many of a finished run's proposals a person would accept, mend or leave, and how many objects would be left to
 * draw, counted with the labels that are there:
 *   node bench/judgeRun.mjs PROJECT RUN [split]
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { withBuilt } from './withBuilt.mjs'

const [project, run, split = 'test'] = process.argv.slice(2)

await withBuilt('src/main/proposals/testing/benchRun.ts', (program) => {
  const { status } = spawnSync(process.execPath, [program, resolve(project), run, split], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
})
