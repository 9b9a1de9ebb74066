/**
 * The longest that judging a run keeps the thread that answers the window from its turn, judged on that thread (`here`) and on
 * its own (`beside`): a generated project in real SQLite as `benchQueue` makes it. Prints one JSON line.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as rest } from 'node:timers/promises'
import { compareContract } from '../../../shared/ipc/compare'
import { labelsContract } from '../../../shared/ipc/labels'
import { reviewContract } from '../../../shared/ipc/review'
import { createQueueProject } from '../../review/testing/queueProject'
import { runFields } from '../../review/testing/reviewProject'
import { createJudge } from '../judgeThread'
import { type JudgingName, judgings, type QueryOf } from '../judgings'

const option = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? fallback : Number(process.argv[at + 1])
}
const entry = process.argv[2]

const size = { errors: option('errors', 20_000), pictures: option('pictures', 1000), seed: option('seed', 1) }
const test = await createQueueProject(size)
const { project } = test
const first = project.run('latest').id
const second = project.createRun({ ...runFields(test), startedAt: 3000 }).id
project.savePredictions(
  second,
  project.listPredictions(first).map((one) => ({ ...one, detections: one.detections.slice(1) })),
)
const view = { runId: first, split: 'val' as const, threshold: 0.3 }
const inQueue = { ...view, kind: 'all' as const, withReached: false }
const atHalf = { runId: first, split: 'val' as const, thresholds: test.classes.map(() => 0.5) }

type Work = { [N in JudgingName]?: { query: QueryOf<N>; output: { parse(value: unknown): unknown } } }
const work: Work = {
  queue: { query: inQueue, output: reviewContract['review.queue'].output },
  costs: { query: view, output: reviewContract['review.costs'].output },
  figures: { query: { runId: first, split: 'val' }, output: reviewContract['review.figures'].output },
  confusion: { query: atHalf, output: reviewContract['review.confusion'].output },
  intervals: { query: { runId: first, split: 'val' }, output: reviewContract['review.intervals'].output },
  runFigures: { query: { runId: first }, output: compareContract['compare.figures'].output },
  pair: { query: { a: first, b: second, split: 'val' }, output: compareContract['compare.pair'].output },
  suspects: { query: { runId: first }, output: labelsContract['labels.suspects'].output },
}

/** Longest wait of the loop in ms, and how long the answer took, its check against the contract included. */
async function watch(action: () => Promise<unknown>): Promise<{ block: number; answer: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await rest(20)
  delay.reset()
  // The first turn after a reset is not counted.
  await rest(20)
  const begun = performance.now()
  await action()
  const answer = performance.now() - begun
  await rest(20)
  delay.disable()
  return { block: Math.round(delay.max / 1e6), answer: Math.round(answer) }
}

const judge = createJudge({ entry, folder: project.folder, dataVersion: () => project.dataVersion })
const quiet = { signal: new AbortController().signal, onProgress: () => undefined }
const report: Record<string, unknown> = {}
for (const [name, asked] of Object.entries(work)) {
  const { query, output } = asked as { query: never; output: { parse(value: unknown): unknown } }
  const beside = await watch(async () => output.parse(await judge.ask(name as JudgingName, query)))
  const here = await watch(async () =>
    output.parse(await judgings[name as JudgingName](project, query, quiet)),
  )
  report[name] = { here, beside, ratio: Math.round(here.block / Math.max(1, beside.block)) }
}
await judge.close()
console.log(JSON.stringify({ ...size, report }, null, 1))
await test.remove()
