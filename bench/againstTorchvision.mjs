/**
 * Speed against torchvision's SSDLite320 (MobileNetV3, trained whole), in turns on the same machine:
 *   FOCAL_TORCH_PYTHON=/path/to/python node bench/againstTorchvision.mjs [ROUNDS]
 * The Python needs torch and torchvision (from the package index). Prints medians and ratios; above 1 we are faster.
 * Every round asks each side in turn, so that a machine whose speed drifts slows both.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { withBuilt } from './withBuilt.mjs'

const python = process.env.FOCAL_TORCH_PYTHON
if (python === undefined) {
  process.stderr.write('SKIPPED: set FOCAL_TORCH_PYTHON to a Python with torch and torchvision.\n')
  process.exit(0)
}
const rounds = Number(process.argv[2] ?? 4)
const STEPS = 4
const PREDICTIONS = 20

await withBuilt('src/main/trainer/testing/benchServer.ts', async (program) => {
  const ours = side(process.execPath, [program])
  const theirs = side(python, [fileURLToPath(new URL('torchvisionSsdlite.py', import.meta.url))])
  const times = { default: [], everything: [], data: [], torch: [], predict: [], torchPredict: [] }
  for (let round = -1; round < rounds; round++) {
    const usual = await ours.ask(`default ${STEPS}`)
    const torch = await theirs.ask(`train ${STEPS}`)
    const everything = await ours.ask(`everything ${STEPS}`)
    const predict = await ours.ask(`predict ${PREDICTIONS}`)
    const torchPredict = await theirs.ask(`predict ${PREDICTIONS}`)
    // The first round warms both up.
    if (round < 0) continue
    times.default.push(...usual.map(([ms]) => ms))
    times.data.push(...usual.map(([ms, data]) => data / ms))
    times.everything.push(...everything.map(([ms]) => ms))
    times.torch.push(...torch)
    times.predict.push(...predict)
    times.torchPredict.push(...torchPredict)
  }
  ours.end()
  theirs.end()
  const torch = median(times.torch)
  const report = {
    torchvision: { stepMs: torch, predictMs: median(times.torchPredict) },
    default: { stepMs: median(times.default), ratio: torch / median(times.default) },
    everything: { stepMs: median(times.everything), ratio: torch / median(times.everything) },
    waitingForData: median(times.data),
    predict: { ms: median(times.predict), share: median(times.predict) / median(times.torchPredict) },
  }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
})

/** A process that answers each line with a line of JSON. @param {string} program @param {string[]} args */
function side(program, args) {
  const env = { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1', ...process.env }
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask(/** @type {string} */ command) {
      child.stdin.write(`${command}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error(`${program} ended before it answered "${command}"`)
      return JSON.parse(value)
    },
    end: () => child.stdin.end(),
  }
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
