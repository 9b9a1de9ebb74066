import { create } from 'zustand'
import type { RunId } from '../../../shared/ids'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { TrainConfig } from '../../../shared/training/config/index'
import { settingIssues } from '../../../shared/training/knobs/values'
import type { RunMetrics, RunRecord, TrainingPlan, TrainingProgress } from '../../../shared/training/run'
import { call, on } from '../../ipc/client'
import { t } from '../../language/t'
import { useNavigation } from '../studio/navigation'
import { notify } from '../studio/notices'

interface TrainingState {
  projectId: string | null
  /** The settings of the next run. */
  config: TrainConfig
  plan: TrainingPlan | null
  planError: ErrorInfo | null
  runs: RunRecord[]
  /** The run in progress; null where none is. */
  progress: TrainingProgress | null
  /** The run on show; next: the one that has not begun; null: the latest in this session, else the next. */
  selectedRunId: RunId | 'next' | null
  metrics: Record<string, RunMetrics>
  actionError: ErrorInfo | null
}

/** A first look should take minutes; whoever wants more asks for it. */
const firstConfig = (): TrainConfig => TrainConfig.parse({ preset: 'quick' })

/** What the Train room shows; actions are the functions below. */
export const useTraining = create<TrainingState>(() => ({
  projectId: null,
  config: firstConfig(),
  plan: null,
  planError: null,
  runs: [],
  progress: null,
  selectedRunId: null,
  metrics: {},
  actionError: null,
}))

const set = useTraining.setState
const get = useTraining.getState

/** True while a run holds the trainer. */
export const isActive = (progress: TrainingProgress | null): boolean =>
  progress !== null && (progress.status === 'preparing' || progress.status === 'running')

/** True where pressing Train would start a run. */
export function canStart({
  plan,
  config,
  progress,
}: Pick<TrainingState, 'plan' | 'config' | 'progress'>): boolean {
  return (
    plan !== null &&
    !isActive(progress) &&
    plan.problems.every(({ severity }) => severity !== 'blocks') &&
    settingIssues(config).length === 0
  )
}

/** Follows main's news of training for as long as the page lives, whatever room is in sight. */
export function followTraining(): void {
  on('training.progress', receiveProgress)
  on('project.changed', ({ what }) => {
    if (what === 'runs' || what === 'all') void loadRuns()
    if (useNavigation.getState().room === 'train') void loadPlan()
  })
}

/** Reads runs and the run in progress; for another project what was known is forgotten first. */
export async function openTraining(projectId: string | null): Promise<void> {
  if (projectId !== get().projectId) {
    set({ ...useTraining.getInitialState(), projectId, config: firstConfig() })
  }
  if (projectId === null) return
  await loadRuns()
  await guarded(async () => {
    const progress = await call('training.current', {})
    if (progress !== null) receiveProgress(progress)
    // It ended while nobody listened, for instance during a reload.
    else if (isActive(get().progress)) set({ progress: null })
  })
}

function receiveProgress(progress: TrainingProgress): void {
  const before = get().progress
  if (before !== null && before.runId === progress.runId && before.sequence >= progress.sequence) return
  const metrics = get().metrics[progress.runId] ?? { steps: [], epochs: [] }
  set({ progress, metrics: { ...get().metrics, [progress.runId]: appendProgress(metrics, progress) } })
  if (before === null || before.runId !== progress.runId) void loadMetrics(progress.runId)
  if (before?.status !== progress.status) void loadRuns()
}

/** Adds what a push brought to the curves; reports that are there already are not added twice. */
export function appendProgress(metrics: RunMetrics, progress: TrainingProgress): RunMetrics {
  const { latest, latestEpoch } = progress
  const isNewStep = latest !== null && latest.step > (metrics.steps.at(-1)?.step ?? -1)
  const isNewEpoch = latestEpoch !== null && latestEpoch.epoch > (metrics.epochs.at(-1)?.epoch ?? -1)
  return {
    steps: isNewStep ? [...metrics.steps, latest] : metrics.steps,
    epochs: isNewEpoch ? [...metrics.epochs, latestEpoch] : metrics.epochs,
  }
}

export async function loadRuns(): Promise<void> {
  await guarded(async () => set({ runs: await call('training.runs', {}) }))
}

export async function loadMetrics(runId: RunId): Promise<void> {
  await guarded(async () => {
    const metrics = await call('training.metrics', { runId })
    set({ metrics: { ...get().metrics, [runId]: metrics } })
  })
}

let planRequest = 0

/** A slider sends many values a second; planning waits until the hand rests. */
const PLAN_DELAY_MS = 150
let planTimer: ReturnType<typeof setTimeout> | undefined

/** Asks what pressing Train would do now; an older answer never replaces a newer one. */
export async function loadPlan(): Promise<void> {
  clearTimeout(planTimer)
  const request = ++planRequest
  const { config } = get()
  // What does not go together is said at the settings; the plan stays in sight meanwhile.
  if (settingIssues(config).length > 0) return
  try {
    const plan = await call('training.plan', { config })
    if (request === planRequest) set({ plan, planError: null })
  } catch (cause) {
    if (request === planRequest) set({ plan: null, planError: toErrorInfo(cause) })
  }
}

/** Changes settings of the next run. */
export function changeConfig(change: (config: TrainConfig) => TrainConfig): void {
  set({ config: change(get().config) })
  clearTimeout(planTimer)
  planTimer = setTimeout(() => void loadPlan(), PLAN_DELAY_MS)
}

export function selectRun(runId: RunId | 'next'): void {
  set({ selectedRunId: runId })
  if (runId !== 'next' && get().metrics[runId] === undefined) void loadMetrics(runId)
}

export const startTraining = () =>
  guarded(async () => {
    await call('training.start', { config: get().config })
    set({ selectedRunId: null })
  })
export const pauseTraining = (runId: RunId) => guarded(() => call('training.pause', { runId }))
export const resumeTraining = (runId: RunId) =>
  guarded(async () => {
    await call('training.resume', { runId })
    set({ selectedRunId: null })
  })
export const stopTraining = (runId: RunId) => guarded(() => call('training.stop', { runId }))
/** Takes a run out of sight; the notice brings it back. */
export const deleteRun = (run: Pick<RunRecord, 'id' | 'name'>) =>
  guarded(async () => {
    await call('training.delete', { runId: run.id })
    if (get().selectedRunId === run.id) set({ selectedRunId: 'next' })
    await loadRuns()
    notify({
      tone: 'plain',
      title: t('{{name}} is deleted', { name: run.name }),
      detail: t('Its files go when the project is closed.'),
      action: { label: t('Undo'), run: () => void restoreRun(run.id) },
    })
  })
export const restoreRun = (runId: RunId) =>
  guarded(async () => {
    await call('training.restore', { runId })
    await loadRuns()
  })
/** Changes what a person says of a run: its name, notes, star. */
export const describeRun = (
  runId: RunId,
  words: { name?: string; notes?: string; starred?: boolean },
): Promise<void> =>
  guarded(async () => {
    // In sight at once: whoever comes back to the run before main has answered finds the new words.
    set({ runs: get().runs.map((run) => (run.id === runId ? { ...run, ...words } : run)) })
    try {
      await call('training.describe', { runId, ...words })
    } finally {
      await loadRuns()
    }
  })

/** What a run is called; null where there is none of that id. */
export function runName(runId: string): string | null {
  return get().runs.find(({ id }) => id === runId)?.name ?? null
}

export const dismissActionError = () => set({ actionError: null })

async function guarded(action: () => Promise<unknown>): Promise<void> {
  try {
    await action()
    set({ actionError: null })
  } catch (cause) {
    set({ actionError: toErrorInfo(cause) })
  }
}
