import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { MarkRecord } from '../../../shared/annotation/schema'
import { iou } from '../../../shared/geometry/iou'
import { FOREGROUND_IOU } from '../../detector/evaluate/errors'
import { splitScene } from '../../evaluation/splitScene'
import { report } from '../reviewService'
import { bestF1OnVal, modelSha256, openRound, type Play, playRound, type Round, trainOnce } from './playRound'
import {
  foundBy,
  type JudgedPair,
  judgeRun,
  mean,
  meanDifference,
  poolInputs,
  ROUND_FIGURES,
  type RoundFigure,
  roundFigures,
  scoreToFind,
  standardDeviation,
} from './roundFigures'

/** One round of review, seed by seed: bench/reviewRound.mjs, which says what the options are. */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    work: { type: 'string', default: '' },
    trainer: { type: 'string', default: '' },
    seeds: { type: 'string', default: '1,2,3' },
    steps: { type: 'string', default: '88' },
    together: { type: 'string', default: '2' },
    control: { type: 'boolean', default: false },
    onward: { type: 'string' },
    hide: { type: 'string', default: '0' },
    later: { type: 'string', multiple: true, default: [] },
  },
})
const { data, work, trainer } = options
const BOOTSTRAP = { resamples: 2000, seed: 1 }
/** How the second run's threshold is chosen; the first one's is always where its F1 is best on validation pictures. */
const VIEWS = {
  same: "at the first run's threshold",
  best: 'each at its own best F1 on validation pictures',
  recall: 'the second where it finds as many objects as the first',
} as const
type View = keyof typeof VIEWS

const say = (line: string) => process.stderr.write(`${line}\n`)
mkdirSync(work, { recursive: true })
const plays = options.seeds
  .split(',')
  .map(Number)
  .map(
    (seed): Play => ({
      data,
      folder: join(work, `seed-${seed}`),
      trainer,
      seed,
      steps: Number(options.steps),
      onward: options.onward === undefined ? null : Number(options.onward),
      later: options.later,
      hide: Number(options.hide),
      say,
    }),
  )
const rounds: Round[] = []
const controls: { seed: number; sha256: string }[] = []
const tasks = plays.map((play) => async (): Promise<void> => {
  rounds.push(await playRound(play))
})
if (options.control) tasks.push(() => playControl({ ...plays[0], folder: `${plays[0].folder}-control` }))
await inLanes(tasks, Number(options.together))
rounds.sort((a, b) => a.seed - b.seed)

process.stdout.write('\n# The first run and the one that learnt from its review\n')
const comparisons = [await compare(rounds)]
if (options.onward !== undefined) {
  process.stdout.write('\n# Gone on without the marks and with them\n')
  comparisons.push(
    await compare(rounds.map((round) => ({ ...round, before: round.unmarked ?? round.before }))),
  )
}
process.stdout.write(`${JSON.stringify(comparisons)}\n`)
for (const { project } of rounds) await project.close()
process.exit(0)

/** Prints tables of two runs a round. */
async function compare(pairs: readonly Round[]) {
  const judged = pairs.map(judgeRound)
  const perSeed = await Promise.all(
    pairs.map(async (round, place) => ({
      ...facts(round),
      sameAgain: await sameAgain(round),
      views: await inViews((view) => [judged[place][view]]),
    })),
  )
  const overall = await inViews((view) => judged.map((pair) => pair[view]))
  for (const view of Object.keys(VIEWS) as View[]) printTable(view, perSeed, overall)
  return { pictures: judged[0].same.before.judged.numImages, perSeed, overall }
}

/** The first seed again without marks. */
async function playControl(play: Play): Promise<void> {
  const project = await openRound(play)
  const run = project.listRuns().find(({ reviewable }) => reviewable) ?? (await trainOnce(project, play))
  controls.push({ seed: play.seed, sha256: await modelSha256(project, run.id) })
  await project.close()
}

/** Runs tasks in order, a few at a time. */
async function inLanes(tasks: readonly (() => Promise<void>)[], lanes: number): Promise<void> {
  const waiting = [...tasks]
  const lane = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await task()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** Both runs on validation and test pictures together. */
function judgeRound({ project, before, after }: Round): Record<View, JudgedPair> {
  const threshold = bestF1OnVal(project, before.id)
  const [a, b] = [before, after].map(({ id }) =>
    poolInputs(splitScene(project, id, 'val').input, splitScene(project, id, 'test').input),
  )
  const [first] = judgeRun(a, [threshold])
  // Where the second never finds as many, all that it has counts.
  const atRecall = scoreToFind(b, foundBy(first)) ?? 0
  const [same, best, recall] = judgeRun(b, [threshold, bestF1OnVal(project, after.id), atRecall])
  return {
    same: { before: first, after: same },
    best: { before: first, after: best },
    recall: { before: first, after: recall },
  }
}

/** Pairs of runs under each way of choosing thresholds: means over the pairs, the interval of their difference, the spread. */
async function inViews(pairsOf: (view: View) => JudgedPair[]) {
  const ofView = async (view: View) => {
    const pairs = pairsOf(view)
    const valuesOf = (name: RoundFigure, side: keyof JudgedPair) =>
      pairs.map((pair) => roundFigures(pair[side])[name] ?? Number.NaN)
    const byFigure = <T>(of: (name: RoundFigure) => T) =>
      Object.fromEntries(ROUND_FIGURES.map((name) => [name, of(name)])) as Record<RoundFigure, T>
    const meansOf = (side: keyof JudgedPair) => ({
      threshold: mean(pairs.map((pair) => pair[side].threshold)),
      ...byFigure((name) => mean(valuesOf(name, side))),
    })
    return {
      before: meansOf('before'),
      after: meansOf('after'),
      difference: await meanDifference(pairs, BOOTSTRAP),
      // One pair has none.
      deviation: byFigure((name) => {
        if (pairs.length < 2) return null
        const before = valuesOf(name, 'before')
        const differences = valuesOf(name, 'after').map((value, i) => value - before[i])
        return { before: standardDeviation(before), difference: standardDeviation(differences) }
      }),
    }
  }
  return { same: await ofView('same'), best: await ofView('best'), recall: await ofView('recall') }
}

/** What the round was made of, and what became of its marks where they were made. */
function facts(round: Round) {
  const { seed, project, before, after, threshold, marks } = round
  const fates = report(project, { runId: after.id, split: 'val', threshold }).fates
  const others = rounds.filter((other) => other.seed !== seed)
  return {
    seed,
    steps: [before.summary?.steps ?? null, after.summary?.steps ?? null],
    seconds: [before.summary?.seconds ?? null, after.summary?.seconds ?? null],
    trainPictures: before.numTrain,
    marks: marks.length,
    hidden: round.hidden,
    accepted: round.accepted,
    markedPictures: new Set(marks.map(({ imageId }) => imageId)).size,
    silent: fates.filter(({ kind, outcome }) => kind === 'hard-negative' && outcome === 'gone').length,
    /** Of the same places, in the first runs of other seeds, which knew nothing of the marks. */
    silentUnmarked: others.map((other) => marks.filter((mark) => !fires(other, round, mark)).length),
  }
}

/** True where another seed's first run has the same false alarm from the same score on. */
function fires(other: Round, { project, threshold }: Round, mark: MarkRecord): boolean {
  const pathOf = project.listImages().find(({ id }) => id === mark.imageId)?.path
  const nameOf = project.summary().classes.find(({ id }) => id === mark.classId)?.name
  const image = other.project.listImages().find(({ path }) => path === pathOf)
  const found =
    image === undefined ? [] : (other.project.prediction(other.before.id, image.id)?.detections ?? [])
  return found.some(
    (one) => one.score >= threshold && one.className === nameOf && iou(one, mark) >= FOREGROUND_IOU,
  )
}

/** Whether a second training without marks gave the same model; null where none was made. */
async function sameAgain({ seed, project, before }: Round): Promise<boolean | null> {
  const control = controls.find((one) => one.seed === seed)
  return control === undefined ? null : control.sha256 === (await modelSha256(project, before.id))
}

type Views = Awaited<ReturnType<typeof inViews>>

function printTable(view: View, perSeed: readonly { seed: number; views: Views }[], overall: Views): void {
  const cell = (value: number | null | undefined) => (value ?? Number.NaN).toFixed(3).padStart(8)
  process.stdout.write(`\n${view}: ${VIEWS[view]}\n`)
  process.stdout.write(`${'figure'.padEnd(20)} seed   before    after     diff  [95 % by picture]\n`)
  for (const name of ROUND_FIGURES) {
    const rows = [
      ...perSeed.map(({ seed, views }) => [String(seed), views[view]] as const),
      ['mean', overall[view]] as const,
    ]
    for (const [label, { before, after, difference }] of rows) {
      const { value, low, high } = difference[name]
      process.stdout.write(
        `${name.padEnd(20)} ${label.padEnd(4)} ${cell(before[name])} ${cell(after[name])} ${cell(value)}  [${cell(low)}, ${cell(high)}]\n`,
      )
    }
  }
}
