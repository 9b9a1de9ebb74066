/**
 * Spoils the pictures of a folder, over and over, and looks at each as the studio does when it comes in:
 *   node bench/fuzzPictures.mjs FOLDER [ROUNDS] [SEED]
 * The decoder is native: where it ended the process, or was still busy after half a minute, the round is named and the next
 * process goes on behind it. Ends with 1 where that happened.
 */
import { spawn } from 'node:child_process'
import { withBuilt } from './withBuilt.mjs'

const [folder, rounds = '10000', seed = '1'] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name a folder of pictures.')
const ROUNDS_A_PROCESS = 4000
const PATIENCE_MS = 30_000
const total = { fine: 0, refused: 0, undecodable: 0, maxRssMiB: 0 }
let deaths = 0

await withBuilt('src/main/images/testing/fuzzPictures.ts', async (program) => {
  for (let from = 0; from < Number(rounds); ) {
    const to = Math.min(Number(rounds), from + ROUNDS_A_PROCESS)
    const { code, signal, round, said } = await run(program, [folder, seed, String(from), String(to)])
    if (code === 0) {
      const counts = JSON.parse(said.trim().split('\n').at(-1) ?? '{}')
      for (const key of ['fine', 'refused', 'undecodable']) total[key] += counts[key]
      total.maxRssMiB = Math.max(total.maxRssMiB, counts.maxRssMiB)
      from = to
    } else {
      deaths++
      process.stdout.write(
        `round ${round} of seed ${seed} ended the process (${signal ?? code}): ${said.slice(-500)}\n`,
      )
      from = round + 1
    }
  }
})
process.stdout.write(`${rounds} rounds, ${deaths} ended their process; ${JSON.stringify(total)}\n`)
process.exitCode = deaths > 0 ? 1 : 0

/** @returns {Promise<{ code: number | null, signal: string | null, round: number, said: string }>} */
function run(program, words) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
    let round = Number(words[2])
    let said = ''
    let seen = -1
    const watch = setInterval(() => {
      if (seen === round) child.kill('SIGKILL')
      seen = round
    }, PATIENCE_MS)
    child.stdout.on('data', (data) => {
      round = Number(String(data).trim().split('\n').at(-1))
    })
    child.stderr.on('data', (data) => {
      said += data
    })
    child.once('close', (code, signal) => {
      clearInterval(watch)
      resolve({ code, signal, round, said })
    })
  })
}
