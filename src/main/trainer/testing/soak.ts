import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createRandom } from '../../../shared/random'
import { createGeneratedProject } from './generatedProject'

/**
 * The program behind bench/soak.mjs: keeps the robot alive, kills it and its trainer at random, and adds up what it
 * said against what is there afterwards.
 */
const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    lives: { type: 'string', default: '20,180' },
    robot: { type: 'string' },
    trainer: { type: 'string' },
  },
})
const random = createRandom(Number(options.seed))
const [shortest, longest] = options.lives.split(',').map((seconds) => Number(seconds) * 1000)
const endsAt = performance.now() + Number(options.minutes) * 60_000
const outer = mkdtempSync(join(tmpdir(), 'focal-soak-'))
const say = (message: string) => process.stderr.write(`${message}\n`)

interface Sample {
  life: number
  seconds: number
  rss: number
  heap: number
  handles: number | null
  database: number
  journal: number
}

const counts = {
  acknowledged: 0,
  lost: 0,
  written: 0,
  mainKills: 0,
  /** Ends of the robot that nobody asked for. */
  crashes: 0,
  trainerKills: 0,
  trainingsStarted: 0,
  trainingsResumed: 0,
  trainingsEnded: {} as Record<string, number>,
  refused: {} as Record<string, number>,
  restores: 0,
  notWritable: 0,
  integrityProblems: 0,
}
const samples: Sample[] = []
/** Revisions that were acknowledged since the last opening, and the newest one of all. */
let waiting: number[] = []
let newest = 0
let isStopping = false

const made = await createGeneratedProject(outer)
const { folder } = made
newest = made.summary().revision
await made.close()

for (let life = 0; performance.now() < endsAt; life++) await live(life)
isStopping = true
await live(-1)
await report()
rmSync(outer, { recursive: true, force: true })

/** One life of the robot, from its opening to a kill; the last one ends as soon as it has opened. */
async function live(life: number): Promise<void> {
  const robot = fork(options.robot ?? '', [folder, options.trainer ?? '', String(random.int(1e9))], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = new Promise((resolve) => robot.once('exit', (_, signal) => resolve(signal)))
  const left = () => Math.max(0, endsAt - performance.now())
  const timers = [
    setTimeout(() => robot.kill('SIGKILL'), Math.min(left(), random.uniform(shortest, longest))),
    setInterval(() => void (random.chance(0.2) && killTrainer(robot.pid as number)), 5000),
  ]
  robot.on('message', (raw) => {
    const message = raw as { type: string; revision: number }
    switch (message.type) {
      case 'opened':
        check(raw as Opened)
        if (isStopping) robot.kill('SIGKILL')
        break
      case 'acknowledged':
        counts.acknowledged++
        waiting.push(message.revision)
        newest = message.revision
        break
      case 'restored':
        counts.restores++
        // The journal is the backup's: only what comes from here on is looked for.
        waiting = []
        newest = message.revision
        break
      case 'started':
        counts.trainingsStarted++
        break
      case 'resumed':
        counts.trainingsResumed++
        break
      case 'ended':
        add(counts.trainingsEnded, (raw as { status: string }).status)
        break
      case 'refused':
        add(counts.refused, (raw as { code: string }).code)
        break
      case 'sample':
        samples.push({ ...(raw as Sample), life })
    }
  })
  if ((await gone) !== 'SIGKILL') counts.crashes++
  else if (!isStopping) counts.mainKills++
  for (const timer of timers) clearInterval(timer)
  say(`${Math.round(left() / 1000)} s left: ${JSON.stringify(counts)}`)
}

interface Opened {
  readOnly: boolean
  problems: string[]
  revision: number
}

function check({ readOnly, problems, revision }: Opened): void {
  if (readOnly) counts.notWritable++
  counts.integrityProblems += problems.length
  // Revisions rise by one and are never reused: what was acknowledged beyond the newest one of the journal is lost.
  counts.lost += waiting.filter((acknowledged) => acknowledged > revision).length
  counts.written += Math.max(0, revision - newest)
  waiting = []
  newest = revision
}

function killTrainer(parent: number): void {
  try {
    const pid = Number(execFileSync('pgrep', ['-P', String(parent)], { encoding: 'utf8' }).split('\n')[0])
    if (!(pid > 0)) return
    process.kill(pid, 'SIGKILL')
    counts.trainerKills++
  } catch {
    // It has none just now.
  }
}

function add(to: Record<string, number>, name: string): void {
  to[name] = (to[name] ?? 0) + 1
}

async function report(): Promise<void> {
  // One that is deep in a native operation hears late that its owner is gone.
  for (let second = 0; second < 60 && countOrphans() > 0; second++) await sleep(1000)
  const orphans = countOrphans()
  const last = samples.at(-1)
  process.stdout.write(
    `${JSON.stringify(
      {
        minutes: Number(options.minutes),
        seed: Number(options.seed),
        ...counts,
        rssMegabytes: range(samples.map(({ rss }) => rss / 1e6)),
        rssSlopeMegabytesPerHour: slope(
          samples.map(({ life, seconds, rss }) => [life, seconds / 3600, rss / 1e6]),
        ),
        heapSlopeMegabytesPerHour: slope(
          samples.map(({ life, seconds, heap }) => [life, seconds / 3600, heap / 1e6]),
        ),
        handles: range(samples.flatMap(({ handles }) => handles ?? [])),
        databaseMegabytes: last === undefined ? null : round(last.database / 1e6),
        journalMegabytes: range(samples.map(({ journal }) => journal / 1e6)),
        orphans,
        loadAverage: loadavg().map(round),
      },
      null,
      2,
    )}\n`,
  )
  const { acknowledged, lost, crashes, integrityProblems } = counts
  if (lost + crashes + integrityProblems + orphans > 0 || acknowledged === 0) process.exitCode = 1
}

/** Trainers that outlived their owner. */
function countOrphans(): number {
  try {
    return execFileSync('pgrep', ['-f', dirname(options.trainer ?? '')], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line !== '' && Number(line) !== process.pid && Number(line) !== process.ppid).length
  } catch {
    return 0
  }
}

/** Least squares over all lives with one slope and a level for each, the first 30 s of a life left out. */
function slope(points: [life: number, x: number, y: number][]): number | null {
  let xy = 0
  let xx = 0
  for (const life of new Set(points.map(([of]) => of))) {
    const own = points.filter(([of, x]) => of === life && x > 30 / 3600)
    const meanX = own.reduce((sum, [, x]) => sum + x, 0) / own.length
    const meanY = own.reduce((sum, [, , y]) => sum + y, 0) / own.length
    for (const [, x, y] of own) {
      xy += (x - meanX) * (y - meanY)
      xx += (x - meanX) ** 2
    }
  }
  return xx === 0 ? null : round(xy / xx)
}

function range(values: number[]): { least: number; most: number } | null {
  return values.length === 0 ? null : { least: round(Math.min(...values)), most: round(Math.max(...values)) }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
