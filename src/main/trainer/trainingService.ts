import { join } from 'node:path'
import type { RunId } from '../../shared/ids'
import { StudioError, toErrorInfo } from '../../shared/result'
import type { TrainConfig } from '../../shared/training/config'
import type { TrainerEvent } from '../../shared/training/protocol'
import type { RunMetrics, RunRecord, TrainingPlan, TrainingProgress } from '../../shared/training/run'
import { createdBy } from '../../shared/version'
import { atomicWrite } from '../fs/atomicWrite'
import { finishRun } from '../models/finishRun'
import type { ProjectService } from '../project/projectService'
import { createTrainJob, gatherTrainingData, type TrainingData } from '../project/trainJob'
import { readMetrics } from './metricsFile'
import type { StartTrainerProcess } from './processes/trainerProcess'
import { createProgress, type ProgressBoard } from './progressBoard'
import { superviseTraining, type TrainerSupervisor, type TrainingOutcome } from './supervisor'
import { describePlan } from './trainingPlan'

export interface TrainingOptions {
  startProcess: StartTrainerProcess
  /** Told at every change; whoever shows it coalesces. */
  onProgress(progress: TrainingProgress): void
  /** A run's record changed. */
  onRun?(run: RunRecord): void
  /** Where training would run, in words for the plan. */
  deviceWords(): string
  /** Monotonic clock, ms. */
  now(): number
}

/** Trainings of one open project: at most one at a time. */
export interface TrainingService {
  plan(config: TrainConfig): Promise<TrainingPlan>
  /** Throws `busy`, `no-boxes`, `too-few-images`. */
  start(config: TrainConfig): Promise<RunId>
  /** Goes on from the newest checkpoint of a run that was paused, interrupted or failed. */
  resume(runId: RunId): Promise<void>
  pause(runId: RunId): void
  /** Finish the step, keep the best model. */
  stop(runId: RunId): void
  current(): TrainingProgress | null
  metrics(runId: RunId): Promise<RunMetrics>
  /** Resolves when the run in progress is over and reviewable; null where none is in progress. */
  settled(): Promise<RunRecord | null>
  /** Saves and ends what is in progress. */
  shutDown(patienceMs: number): Promise<void>
}

interface ActiveRun {
  runId: RunId
  board: ProgressBoard
  supervisor: TrainerSupervisor
  finishing: AbortController
  settled: Promise<RunRecord>
}

/** Makes the service of a project. Runs that a killed studio left behind become `interrupted` and can go on. */
export function createTrainingService(project: ProjectService, options: TrainingOptions): TrainingService {
  let active: ActiveRun | null = null
  let last: ProgressBoard | null = null
  markInterrupted(project)

  const put = (run: RunRecord): RunRecord => {
    project.putRun(run)
    options.onRun?.(run)
    return run
  }

  const begin = (run: RunRecord, data: TrainingData, resume: boolean) => {
    const folder = project.runFolder(run.id)
    const jobFile = join(folder, 'job.json')
    const board = createProgress(run.id, run.config.schedule.batchSize, options.onProgress)
    last = board
    const finishing = new AbortController()
    put({ ...run, status: 'preparing', error: null, finishedAt: null })
    const supervisor = superviseTraining({
      startProcess: options.startProcess,
      resume,
      writeJob: async (again) => {
        const job = createTrainJob(data, { id: run.id, folder, config: run.config, resume: again })
        await atomicWrite(jobFile, JSON.stringify(job))
        return jobFile
      },
      onEvent: (event) => {
        noteBackend(event, run.id)
        board.event(event)
      },
      onNote: board.note,
      now: options.now,
    })
    const settled = supervisor.outcome.then((outcome) => conclude(run.id, outcome, board, finishing.signal))
    active = { runId: run.id, board, supervisor, finishing, settled }
    // A rejected conclusion is an error of the store; whoever awaits `settled` sees it.
    settled.then(release, release)
  }

  const release = () => {
    active = null
  }

  const noteBackend = (event: TrainerEvent, runId: RunId) => {
    if (event.type !== 'hello') return
    put({ ...project.run(runId), status: 'running', backend: event.backend })
  }

  const conclude = async (
    runId: RunId,
    outcome: TrainingOutcome,
    board: ProgressBoard,
    signal: AbortSignal,
  ): Promise<RunRecord> => {
    const ended = put({ ...endedRun(project.run(runId), outcome), finishedAt: Date.now() })
    if (ended.summary?.model == null || outcome.kind !== 'done') {
      board.end(ended.status, ended.error?.message ?? ended.summary?.stoppedWords ?? 'Stopped.')
      return ended
    }
    try {
      board.phase('Looking at the validation pictures with the exported model')
      const run = await finishRun(project, runId, { createdBy, signal })
      options.onRun?.(run)
      board.end(run.status, run.summary?.stoppedWords ?? 'Done.')
      return run
    } catch (cause) {
      const failed = put({ ...project.run(runId), error: toErrorInfo(cause) })
      board.end('failed', failed.error?.message ?? '')
      return failed
    }
  }

  const activeRun = (runId: RunId): ActiveRun => {
    if (active?.runId === runId) return active
    throw new StudioError('run-not-found', `${runId} is not in progress.`, 'Look at the list of runs again.')
  }

  const refuseSecond = () => {
    if (active === null) return
    throw new StudioError('busy', 'A training is in progress already.', 'Wait for it, or stop it first.')
  }

  return {
    async plan(config) {
      return describePlan(await gatherTrainingData(project, config.seed), config, options.deviceWords())
    },
    async start(config) {
      refuseSecond()
      const data = await gatherTrainingData(project, config.seed)
      refuseSecond()
      const run = createRun(project, data, config)
      begin(run, data, false)
      return run.id
    },
    async resume(runId) {
      refuseSecond()
      const run = project.run(runId)
      const data = await gatherTrainingData(project, run.config.seed)
      refuseSecond()
      begin(run, data, true)
    },
    pause: (runId) => activeRun(runId).supervisor.end('pause'),
    stop: (runId) => activeRun(runId).supervisor.end('stop'),
    current: () => last?.progress() ?? null,
    metrics: (runId) => readMetrics(project.runFolder(runId)),
    settled: async () => (active === null ? null : active.settled),
    async shutDown(patienceMs) {
      if (active === null) return
      const { supervisor, finishing, settled } = active
      finishing.abort()
      await supervisor.shutDown(patienceMs)
      await settled
    },
  }
}

/** Checks that there is something to train on before a run comes into being. */
function createRun(project: ProjectService, data: TrainingData, config: TrainConfig): RunRecord {
  createTrainJob(data, { id: 'run-0000' as RunId, folder: '', config, resume: false })
  const count = (split: string) => data.images.filter((image) => image.split === split).length
  return project.createRun({
    status: 'preparing',
    preset: config.preset,
    startedAt: Date.now(),
    finishedAt: null,
    config,
    classes: data.classes,
    numTrain: count('train'),
    numVal: count('val'),
    numHardNegatives: data.numHardNegatives,
    revision: project.summary().revision,
    backend: null,
    summary: null,
    val: null,
    reviewable: false,
    error: null,
  })
}

function endedRun(run: RunRecord, outcome: TrainingOutcome): RunRecord {
  switch (outcome.kind) {
    case 'failed':
      return { ...run, status: 'failed', error: outcome.error }
    case 'ended':
      return { ...run, status: outcome.by === 'pause' ? 'paused' : 'interrupted' }
    case 'done': {
      const { stoppedBecause } = outcome.summary
      const status =
        stoppedBecause === 'paused' ? 'paused' : stoppedBecause === 'stopped' ? 'stopped' : 'finished'
      return { ...run, status, summary: outcome.summary, backend: outcome.summary.backend }
    }
  }
}

function markInterrupted(project: ProjectService): void {
  if (project.summary().readOnly) return
  for (const run of project.listRuns()) {
    if (run.status === 'running' || run.status === 'preparing') {
      project.putRun({ ...run, status: 'interrupted', finishedAt: Date.now() })
    }
  }
}
