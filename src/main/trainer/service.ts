import type { RunId } from '../../shared/ids'
import type { FoldsRequest } from '../../shared/labels/schema'
import { StudioError } from '../../shared/result'
import type { TrainConfig } from '../../shared/training/config/index'
import type { TrainJob } from '../../shared/training/protocol'
import type { RunMetrics, RunRecord, TrainingProgress } from '../../shared/training/run'
import { requireFreeSpace } from '../fs/freeSpace'
import { assertHasModel } from '../models/assertHasModel'
import { finishRun } from '../models/finishRun'
import type { ProjectService } from '../project/projectService'
import { gatherTrainingData } from '../project/trainJob'
import { finishFold } from './folds/finishFold'
import { type FoldsFile, readFolds, writeFolds } from './folds/foldsFile'
import { findKnownFolds } from './folds/knownFolds'
import { prepareFolds } from './folds/prepareFolds'
import { superviseFolds } from './folds/superviseFolds'
import type { StartTrainerProcess } from './processes/trainerProcess'
import { newJob, resumedJob, writeJob } from './runs/jobFile'
import { newRun, requireTrainable } from './runs/newRun'
import { readRunMetrics, thinned, withEpoch, withStep } from './runs/runMetrics'
import { isTrained, type SupervisedRun, superviseRun } from './runs/supervisedRun'
import { startProblems } from './startProblems'

export interface TrainingServiceOptions {
  project: ProjectService
  /** The trainer's process for a device: a utility process in the app, a child on the command line. */
  startProcess(device: TrainConfig['device']): StartTrainerProcess
  /** Throws where no trainer may be started now (`safe-mode`), before anything of a run is made. */
  requireTrainer?(): void
  /** Makes a trained run reviewable; left out: the real thing. */
  finish?: typeof finishRun
  /** Predicts what a fold held out; left out: the real thing. */
  finishFold?: typeof finishFold
  /** Program and version, as model files name it. */
  createdBy: string
  /** Monotonic clock in ms. */
  now(): number
  onProgress(progress: TrainingProgress): void
  onRunsChanged(): void
}

/** Three checkpoints with the optimiser's state, the best weights, the model and its export. */
const RUN_BYTES = 400e6

/** A full disk is tried again so often, as the page does with edits. */
const RETRY_MS = 5000

/** Training of one open project: at most one run at a time. Verbs may be repeated without harm. */
export class TrainingService {
  private active: SupervisedRun | null = null
  /** Between the check that nothing runs and the run itself lies an await. */
  private isBeginning = false
  /** Last words on runs that the disk has not taken yet. */
  private readonly unsaved = new Map<RunId, RunRecord>()
  private retry: NodeJS.Timeout | undefined

  constructor(private readonly options: TrainingServiceOptions) {}

  /** Begins a run. Throws `busy`, `disk-full`, and what stands in the way of training (`no-boxes`, …). */
  start(config: TrainConfig): Promise<RunRecord> {
    return this.begin(async () => {
      const { project } = this.options
      const data = await gatherTrainingData(project, config.seed)
      requireTrainable(data, config, await startProblems(project, config, data))
      await requireFreeSpace(project.folder, RUN_BYTES, 'A training run')
      const record = project.createRun(newRun(project, data, config))
      return { record, job: newJob(project, record, data) }
    })
  }

  /**
   * Begins a k-fold run: its predictions are all of models that had not seen the picture. Throws as `start` does, and
   * `too-few-images` where the pictures do not fill the folds.
   */
  private startFolds(request: FoldsRequest): Promise<RunRecord> {
    return this.begin(async () => {
      const { project } = this.options
      const { data, file } = await prepareFolds(project, request)
      requireTrainable(data, request.config)
      await requireFreeSpace(project.folder, RUN_BYTES, 'A check of labels')
      const numChecks = project.listRuns().filter(({ origin }) => origin === 'folds').length
      const record = project.createRun({
        ...newRun(project, data, request.config),
        name: `Label check ${numChecks + 1}`,
        origin: 'folds',
        numTrain: data.images.length,
        numVal: 0,
      })
      const job = newJob(project, record, data)
      try {
        await writeJob(job)
        await writeFolds(job.runFolder, file)
      } catch (cause) {
        // Without these files nobody can go on with it.
        this.forget(record.id)
        throw cause
      }
      return { record, job, folds: file }
    })
  }

  /** The k-fold run of this request: as it is where it is done, gone on with where it was cut off, begun where there is none. */
  async checkLabels(wish: FoldsRequest): Promise<RunRecord> {
    // Any run of the project has learnt from pictures that a fold holds out.
    const request = { ...wish, config: { ...wish.config, startFrom: null } }
    const known = await findKnownFolds(this.options.project, request)
    if (known === null) return this.startFolds(request)
    return known.status === 'finished' ? known : this.resume(known.id)
  }

  /**
   * Goes on with a run that was paused, interrupted or failed, from its newest checkpoint; one that has its model but
   * not its predictions only gets these. Does nothing for the run in progress. Throws `busy`, `run-not-found`.
   */
  resume(runId: RunId): Promise<RunRecord> {
    const { project } = this.options
    const record = project.run(runId)
    if (this.active?.runId === runId) return Promise.resolve(record)
    // A k-fold run keeps no model, and is gone on with fold by fold.
    if (record.origin !== 'folds') assertHasModel(record)
    if (record.status === 'finished' && record.reviewable) {
      throw new StudioError('invalid-input', `${record.name} is finished`, 'Start a new run.')
    }
    return this.begin(async () => {
      const job = await resumedJob(project, record)
      const folds = record.origin === 'folds' ? await readFolds(job.runFolder) : undefined
      const resumed: RunRecord = {
        ...record,
        status: 'preparing',
        finishedAt: null,
        error: null,
        // Training on makes another model, which is not reviewed yet.
        ...(isTrained(record) ? {} : { summary: null, val: null, reviewable: false }),
      }
      project.putRun(resumed)
      return { record: resumed, job, folds }
    })
  }

  /** Finish the step, save, and let the trainer go; `resume` goes on. */
  pause(runId: RunId): void {
    this.endActive(runId, 'pause')
  }

  /** Finish the step and keep the best model so far. */
  stop(runId: RunId): void {
    const { project } = this.options
    if (this.active?.runId === runId) {
      this.active.end('stop')
      return
    }
    const record = project.run(runId)
    // A paused run has nobody to ask; stopping it means that it will not go on.
    const isFolds = record.origin === 'folds'
    if (
      record.status === 'paused' ||
      record.status === 'interrupted' ||
      (isFolds && record.status === 'failed')
    ) {
      // The folds that were predicted can be looked at all the same.
      const reviewable = record.reviewable || (isFolds && project.listPredictions(runId).length > 0)
      project.putRun({ ...record, status: 'stopped', finishedAt: Date.now(), reviewable })
      this.options.onRunsChanged()
    }
  }

  /** The run in progress, null where there is none. */
  current(): TrainingProgress | null {
    return this.active?.progress ?? null
  }

  /** Resolves with the record once a run is over and reviewable, or failed, or paused. */
  async whenOver(runId: RunId): Promise<RunRecord> {
    if (this.active?.runId === runId) return this.active.over
    return this.unsaved.get(runId) ?? this.options.project.run(runId)
  }

  /** The curves of a run, those of the run in progress up to now. */
  async metrics(runId: RunId): Promise<RunMetrics> {
    const { project } = this.options
    project.run(runId)
    let metrics = await readRunMetrics(project.runFolder(runId))
    if (this.active?.runId === runId) {
      for (const step of this.active.metrics.steps) metrics = withStep(metrics, step)
      for (const epoch of this.active.metrics.epochs) metrics = withEpoch(metrics, epoch)
    }
    return thinned(metrics)
  }

  /** Changes what a person says of a run. */
  describe(runId: RunId, words: Partial<Pick<RunRecord, 'name' | 'notes' | 'starred'>>): RunRecord {
    const { project } = this.options
    const described = { ...project.run(runId), ...words }
    project.putRun(described)
    this.options.onRunsChanged()
    return described
  }

  /** Takes a run out of sight; `restore` brings it back until the project is closed. Throws `busy` for the run in progress. */
  delete(runId: RunId): void {
    if (this.active?.runId === runId) throw busy('It is being trained')
    this.options.project.deleteRun(runId)
    this.options.onRunsChanged()
  }

  /** Throws `run-not-found` once it is gone for good. */
  restore(runId: RunId): RunRecord {
    const run = this.options.project.restoreRun(runId)
    this.options.onRunsChanged()
    return run
  }

  /** Asks a run in progress to save and go; no process is left afterwards. It can be resumed. */
  async shutDown(patienceMs: number): Promise<void> {
    await this.active?.shutDown(patienceMs)
    clearTimeout(this.retry)
  }

  private async begin(
    prepare: () => Promise<{ record: RunRecord; job: TrainJob; folds?: FoldsFile | undefined }>,
  ): Promise<RunRecord> {
    this.options.requireTrainer?.()
    if (this.active !== null || this.isBeginning) throw busy('Another run is in progress')
    this.isBeginning = true
    try {
      const { record, job, folds } = await prepare()
      const { options } = this
      const around = {
        ...options,
        startProcess: options.startProcess(job.config.device),
        onRecord: options.onRunsChanged,
      }
      const run =
        folds === undefined
          ? superviseRun(job, record, { ...around, finish: options.finish ?? finishRun })
          : superviseFolds(job, folds, record, { ...around, finishFold: options.finishFold ?? finishFold })
      this.active = run
      this.unsaved.delete(record.id)
      void run.over.then((last) => {
        this.active = null
        this.unsaved.set(last.id, last)
        this.settle()
      })
      options.onRunsChanged()
      return record
    } finally {
      this.isBeginning = false
    }
  }

  /** Keeps the last words on runs, as soon as the disk takes them: without theirs they would seem to go on. */
  private settle(): void {
    const { project, onRunsChanged } = this.options
    clearTimeout(this.retry)
    try {
      for (const last of this.unsaved.values()) {
        const known = project.listRuns().find(({ id }) => id === last.id)
        if (known !== undefined && isInProgress(known)) {
          const { status, finishedAt, error, summary, backend } = last
          project.putRun({ ...known, status, finishedAt, error, summary, backend })
        }
        this.unsaved.delete(last.id)
      }
      onRunsChanged()
    } catch {
      this.retry = setTimeout(() => this.settle(), RETRY_MS).unref()
    }
  }

  /** Takes away a run of which nothing came to be. */
  private forget(runId: RunId): void {
    try {
      this.options.project.deleteRun(runId)
    } catch {
      // The disk took nothing at all; the next opening finds it interrupted.
    }
  }

  private endActive(runId: RunId, command: 'pause' | 'stop'): void {
    this.options.project.run(runId)
    if (this.active?.runId === runId) this.active.end(command)
  }
}

const isInProgress = ({ status }: RunRecord) => status === 'preparing' || status === 'running'

function busy(message: string): StudioError {
  return new StudioError('busy', `${message}.`, 'Wait until it ends, or stop it.')
}
