/**
 * How long a search over pictures and boxes takes, on this machine:
 *   node bench/search.mjs [--pictures 100000] [--boxes 1000000] [--seed 1]
 * Prints a JSON line: `indexMs` to read pictures and boxes once after opening (in slices, other work goes on between them);
 * `ms` the median of ten runs of each search; `ratio` how many times longer SQLite takes for one of them (`sqlMs`).
 */
import { spawnSync } from 'node:child_process'
import { withBuilt } from './withBuilt.mjs'

await withBuilt('src/main/search/testing/benchSearch.ts', (program) => {
  const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 1
})
