import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import type { RunRecord } from '../../shared/training/run'
import { confineSync } from '../fs/confine'
import { ensureFolderSync, removeFolderSync } from '../fs/fileSystem'
import { ioError } from '../fs/ioError'

const RUNS_FOLDER = 'runs'

export const runFolder = (projectFolder: string, runId: RunId): string =>
  join(projectFolder, RUNS_FOLDER, runId)

/** Makes the folder of the next run: one more than any number that a record or a folder has had. */
export function makeRunFolder(projectFolder: string, runs: readonly RunRecord[]): RunId {
  const runsFolder = join(projectFolder, RUNS_FOLDER)
  try {
    confineSync(projectFolder, RUNS_FOLDER)
    ensureFolderSync(runsFolder)
    const used = new Set([...readdirSync(runsFolder), ...runs.map(({ id }) => id)])
    const id = nextId(used)
    ensureFolderSync(join(runsFolder, id), { isNew: true })
    return id
  } catch (cause) {
    throw ioError(cause, 'Making the folder of the run', runsFolder)
  }
}

/** Nobody trains so often: a longer number comes from elsewhere, and the next one after it could not be told apart. */
const MAX_DIGITS = 9

function nextId(used: ReadonlySet<string>): RunId {
  let last = 0
  for (const name of used) {
    const digits = RunId.safeParse(name).success ? name.slice('run-'.length) : ''
    if (digits.length <= MAX_DIGITS) last = Math.max(last, Number(digits))
  }
  for (;;) {
    const id = `run-${String(++last).padStart(4, '0')}`
    if (!used.has(id)) return RunId.parse(id)
  }
}

/** Throws `path-outside` where a link leads out of the project. */
export function removeRunFolder(projectFolder: string, runId: RunId): void {
  const folder = runFolder(projectFolder, runId)
  try {
    confineSync(projectFolder, `${RUNS_FOLDER}/${runId}`)
    removeFolderSync(folder)
  } catch (cause) {
    throw ioError(cause, 'Deleting the run', folder)
  }
}

/**
 * A run by name, or of those trained here `latest` (the newest that has a model, else the newest) or `best` (highest
 * AP on validation pictures; the newest of equals).
 * Throws `run-not-found`.
 */
export function findRun(runs: readonly RunRecord[], which: string): RunRecord {
  const trained = runs.filter(({ origin }) => origin === 'trained')
  const found =
    which === 'best'
      ? bestRun(trained)
      : which === 'latest'
        ? latestRun(trained)
        : runs.find(({ id }) => id === which)
  if (found !== undefined) return found
  const ids = runs.map(({ id }) => id)
  throw new StudioError(
    'run-not-found',
    runs.length === 0 ? 'The project has no run yet.' : `The project has no run ${JSON.stringify(which)}.`,
    runs.length === 0 ? 'Train first.' : `There are ${ids.slice(-5).join(', ')}; latest and best work too.`,
  )
}

function latestRun(runs: readonly RunRecord[]): RunRecord | undefined {
  // A check of labels is a run of many models and has none to show.
  const own = runs.filter(({ origin }) => origin !== 'folds')
  return own.findLast((run) => run.summary?.model != null || run.reviewable) ?? own.at(-1) ?? runs.at(-1)
}

function bestRun(runs: readonly RunRecord[]): RunRecord | undefined {
  let best: RunRecord | undefined
  let bestAp = Number.NEGATIVE_INFINITY
  for (const run of runs) {
    const ap = run.val?.AP ?? run.summary?.val?.AP
    if (ap !== null && ap !== undefined && ap >= bestAp) {
      best = run
      bestAp = ap
    }
  }
  return best
}
