import type { RunId } from '../../../shared/ids'
import { StudioError } from '../../../shared/result'
import {
  MAX_SWEEP_RUNS,
  type SweepId,
  type SweepPlan,
  type SweepRecord,
  type SweepRequest,
  type SweepRow,
  type SweepView,
} from '../../../shared/sweep/schema'
import type { RunRecord } from '../../../shared/training/run'
import type { ProjectService } from '../../project/projectService'
import { turn } from '../../timing/turn'
import { estimateSeconds } from '../foresee'
import type { TrainingService } from '../service'
import { bestOf, findRun, isDone, type PlannedRun, plannedRuns, sweep, sweepMeans, sweepRow } from './sweep'
import { listSweeps, nextSweepId, writeSweep } from './sweepFiles'

/** What shows a sweep and lets it be cancelled, which pauses it. */
export interface SweepJob {
  readonly signal: AbortSignal
  report(done: number, total: number | null, message?: string, left?: number | null): void
}

export interface SweepServiceOptions {
  project: ProjectService
  training: Pick<TrainingService, 'start' | 'resume' | 'pause' | 'current' | 'whenOver'>
  /** Shows the work in the tray. */
  runJob(title: string, work: (job: SweepJob) => Promise<void>): Promise<void>
  onChanged(): void
}

/** The tray hears this often how far the run in progress is. */
const TELL_MS = 1000
/** More combinations are not planned one by one. */
const MOST_PLANNED = 12

interface ActiveSweep {
  id: SweepId
  stop: AbortController
  over: Promise<void>
  /** Seconds of each run that is done: the rest will take as long. */
  took: number[]
  place: number
}

/** Sweeps of one open project: at most one goes on at a time. */
export class SweepService {
  private readonly rows = new Map<string, SweepRow>()
  private active: ActiveSweep | null = null

  constructor(private readonly options: SweepServiceOptions) {}

  /** How many runs, how many of them are there, and how long the others take. Throws `config-invalid`. */
  async plan(request: SweepRequest): Promise<SweepPlan> {
    const planned = plannedOf(request)
    const open = planned.filter(({ config }) => {
      const known = findRun(this.options.project, config)
      return known === null || !isDone(known)
    })
    const distinct = [...new Map(open.map((run) => [JSON.stringify(run.settings), run.config])).values()]
    const seconds = await estimateSeconds(this.options.project, distinct.slice(0, MOST_PLANNED))
    const mean = seconds.reduce((sum, each) => sum + each, 0) / Math.max(1, seconds.length)
    return { runs: planned.length, known: planned.length - open.length, seconds: mean * open.length }
  }

  /** Begins a sweep and keeps it in the project. Throws `config-invalid`, `busy`. */
  async start(request: SweepRequest): Promise<SweepRecord> {
    const { project } = this.options
    const planned = plannedOf(request)
    this.assertFree()
    const record: SweepRecord = {
      id: nextSweepId(project.folder),
      request,
      createdAt: Date.now(),
      status: 'running',
      runs: planned.map(() => null),
    }
    await this.begin(record)
    return record
  }

  /** Goes on with a sweep that was paused or cut off; what it has is kept. Throws `busy`, `not-found`. */
  async resume(id: SweepId): Promise<void> {
    this.assertFree()
    await this.begin({ ...this.record(id), status: 'running' })
  }

  /** Saves the run in progress; `resume` goes on. */
  pause(id: SweepId): void {
    if (this.active?.id === id) this.active.stop.abort()
  }

  /** Ends a sweep for good: the runs that it has stay. */
  async stop(id: SweepId): Promise<void> {
    const { project } = this.options
    const { active } = this
    if (active?.id === id) {
      active.stop.abort()
      await active.over
    }
    await writeSweep(project.folder, { ...this.record(id), status: 'stopped' })
    this.options.onChanged()
  }

  /** Newest first. */
  async list(): Promise<SweepView[]> {
    const views: SweepView[] = []
    for (const record of listSweeps(this.options.project.folder)) views.push(await this.view(record))
    return views
  }

  /** Resolves when nothing goes on any more. */
  async whenIdle(): Promise<void> {
    await this.active?.over
  }

  private record(id: SweepId): SweepRecord {
    const record = listSweeps(this.options.project.folder).find((each) => each.id === id)
    if (record !== undefined) return record
    throw new StudioError('not-found', `The project has no ${id}.`, 'Start a new sweep.')
  }

  private assertFree(): void {
    if (this.active !== null)
      throw new StudioError('busy', 'Another sweep is in progress.', 'Wait until it ends, or pause it.')
    if (this.options.training.current() !== null)
      throw new StudioError('busy', 'A run is in progress.', 'Wait until it ends, or stop it.')
  }

  private async begin(record: SweepRecord): Promise<void> {
    const { project, runJob, onChanged } = this.options
    const stop = new AbortController()
    const took = record.runs.flatMap((id) => {
      const run = this.runOf(id)
      return run?.finishedAt == null ? [] : [(run.finishedAt - run.startedAt) / 1000]
    })
    const active: ActiveSweep = { id: record.id, stop, over: Promise.resolve(), took, place: 0 }
    this.active = active
    try {
      await writeSweep(project.folder, record)
    } catch (cause) {
      this.active = null
      throw cause
    }
    active.over = runJob('Sweep', (job) => this.carryOut(record, active, job))
      // The board has told the person; the record says where it stands.
      .catch(() => undefined)
      .then(() => {
        this.active = null
        onChanged()
      })
    onChanged()
  }

  private async carryOut(begun: SweepRecord, active: ActiveSweep, job: SweepJob): Promise<void> {
    const { project, training, onChanged } = this.options
    const { stop } = active
    let record = begun
    const keep = async (changes: Partial<SweepRecord>) => {
      record = { ...record, ...changes }
      await writeSweep(project.folder, record)
    }
    const abort = () => stop.abort()
    job.signal.addEventListener('abort', abort)
    const tell = () => job.report(active.place, record.runs.length, undefined, this.secondsLeft(record))
    const clock = setInterval(tell, TELL_MS)
    try {
      await sweep(
        { ...begun.request, fixed: [] },
        {
          project,
          training,
          runAt: (at) => this.runOf(record.runs[at] ?? null),
          onRun: (at) => {
            active.place = at
            assertGoingOn(stop.signal)
            tell()
          },
          follow: async (runId, at) => {
            await keep({ runs: record.runs.with(at, runId) })
            onChanged()
            const began = performance.now()
            const run = await this.follow(runId, stop.signal)
            active.took.push((performance.now() - began) / 1000)
            return run
          },
        },
      )
      // Runs that were there already belong to it too.
      const planned = plannedRuns({ ...begun.request, fixed: [] })
      const runs = planned.map(({ config }, at) => record.runs[at] ?? findRun(project, config)?.id ?? null)
      await keep({ status: 'finished', runs })
    } catch (cause) {
      await keep({ status: 'paused' })
      if (!stop.signal.aborted) throw cause
    } finally {
      clearInterval(clock)
      job.signal.removeEventListener('abort', abort)
    }
  }

  /** A run that failed is a row without figures; one that was paused pauses the sweep. */
  private async follow(runId: RunId, signal: AbortSignal): Promise<RunRecord> {
    const { training } = this.options
    const pause = () => training.pause(runId)
    if (signal.aborted) pause()
    signal.addEventListener('abort', pause, { once: true })
    try {
      const run = await training.whenOver(runId)
      if (run.status === 'paused' || run.status === 'interrupted') throw paused()
      assertGoingOn(signal)
      return run
    } finally {
      signal.removeEventListener('abort', pause)
    }
  }

  private async view(record: SweepRecord): Promise<SweepView> {
    const planned = plannedOf(record.request)
    const isActive = this.active?.id === record.id
    const runs = planned.map((_, place) => this.runOf(record.runs[place] ?? null))
    const rows: SweepRow[] = []
    for (const [at, { settings, seed }] of planned.entries()) {
      const run = runs[at] ?? null
      if (run?.reviewable) rows.push(await this.row(run.id, settings, seed))
    }
    return {
      record,
      isActive,
      places: planned.map(({ settings, seed }, at) => ({
        settings,
        seed,
        runId: runs[at]?.id ?? null,
        status: runs[at]?.status ?? null,
      })),
      rows,
      means: sweepMeans(rows),
      best: bestOf(rows),
      mixedLabels: new Set(runs.flatMap((run) => (run === null ? [] : [run.revision]))).size > 1,
      secondsLeft: isActive ? this.secondsLeft(record) : null,
    }
  }

  /** Figures are taken once for the labels as they are; each takes a moment, so others get a turn. */
  private async row(runId: RunId, settings: SweepRow['settings'], seed: number): Promise<SweepRow> {
    const { project } = this.options
    const key = `${runId} ${project.summary().revision}`
    let row = this.rows.get(key)
    if (row === undefined) {
      await turn()
      row = sweepRow(project, runId, settings, seed)
      this.rows.set(key, row)
    }
    return { ...row, settings }
  }

  /** null: it was deleted, or not begun. */
  private runOf(runId: RunId | null): RunRecord | null {
    return this.options.project.listRuns().find(({ id }) => id === runId) ?? null
  }

  /** The run in progress, and the rest at the pace of those that are done. */
  private secondsLeft({ runs }: SweepRecord): number | null {
    const { took, place } = this.active ?? { took: [], place: 0 }
    const now = this.options.training.current()?.secondsLeft ?? null
    const left = runs.length - place - 1
    if (left <= 0) return now
    if (took.length === 0) return null
    return (now ?? 0) + (left * took.reduce((sum, each) => sum + each, 0)) / took.length
  }
}

function plannedOf(request: SweepRequest): PlannedRun[] {
  const planned = plannedRuns({ ...request, fixed: [] })
  if (planned.length <= MAX_SWEEP_RUNS) return planned
  throw new StudioError(
    'config-invalid',
    `These are ${planned.length} runs; a sweep has at most ${MAX_SWEEP_RUNS}.`,
    'Take fewer values or seeds.',
  )
}

function assertGoingOn(signal: AbortSignal): void {
  if (signal.aborted) throw paused()
}

function paused(): StudioError {
  return new StudioError('cancelled', 'The sweep was paused.', 'It goes on where it was.')
}
