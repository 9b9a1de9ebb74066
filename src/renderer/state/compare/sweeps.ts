import { create } from 'zustand'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import type { SweepId, SweepPlan, SweepRequest, SweepView } from '../../../shared/sweep/schema'
import type { Preset, TrainConfig } from '../../../shared/training/config/index'
import { knobGroups } from '../../../shared/training/knobs/index'
import type { Knob } from '../../../shared/training/knobs/types'
import { withAssignments } from '../../../shared/training/settings'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { atProjectChange } from '../project/projectChange'
import { goToRoom } from '../studio/navigation'
import { notify, reportError } from '../studio/notices'
import { adopt } from '../training/settings'
import { selectRun, useTraining } from '../training/training'
import { showCompareView } from './compare'

interface SweepsState {
  sweeps: readonly SweepView[]
  isLoaded: boolean
  /** The grid that is being put together: values as typed, commas between. */
  axes: readonly { path: string; values: string }[]
  seeds: string
  preset: Preset
  plan: SweepPlan | null
  planProblem: ErrorInfo | null
  /** null: the newest. */
  shownId: SweepId | null
}

/** Sweeps of the open project, and the one that is being set up. */
export const useSweeps = create<SweepsState>(() => ({
  sweeps: [],
  isLoaded: false,
  axes: [{ path: 'loss.focal.gamma', values: '0, 1, 2' }],
  seeds: '1, 2',
  preset: 'quick',
  plan: null,
  planProblem: null,
  shownId: null,
}))

const set = useSweeps.setState
const get = useSweeps.getState

/** Knobs that a grid can go over: those with a value that can be typed. */
export const sweepable: readonly { title: string; knobs: readonly Knob[] }[] = knobGroups
  .map(({ title, knobs }) => ({
    title,
    knobs: knobs.filter(({ kind, path }) => ['number', 'choice', 'switch'].includes(kind) && path !== 'seed'),
  }))
  .filter(({ knobs }) => knobs.length > 0)

/** The sweep as it would be started. */
export function requestOf({
  axes,
  seeds,
  preset,
}: Pick<SweepsState, 'axes' | 'seeds' | 'preset'>): SweepRequest {
  const numbers = seeds.split(',').map((text) => (text.trim() === '' ? Number.NaN : Number(text)))
  return {
    base: { ...useTraining.getState().config, preset },
    grid: axes.map(({ path, values }) => `${path}=${values.replaceAll(/\s*,\s*/g, ',').trim()}`),
    seeds: [...new Set(numbers)],
  }
}

let request = 0
let timer: ReturnType<typeof setTimeout> | undefined
const PLAN_DELAY_MS = 300

export function changeSweep(changes: Partial<Pick<SweepsState, 'axes' | 'seeds' | 'preset'>>): void {
  set({ ...changes, plan: null, planProblem: null })
  clearTimeout(timer)
  timer = setTimeout(() => void planSweep(), PLAN_DELAY_MS)
}

/** Asks how many runs it would be and how long they take. */
export async function planSweep(): Promise<void> {
  const own = ++request
  try {
    const plan = await call('sweep.plan', requestOf(get()))
    if (own === request) set({ plan, planProblem: null })
  } catch (cause) {
    if (own === request) set({ plan: null, planProblem: toErrorInfo(cause) })
  }
}

export async function loadSweeps(): Promise<void> {
  try {
    set({ sweeps: await call('sweep.list', {}), isLoaded: true })
  } catch (cause) {
    reportError(cause)
  }
}

/** A sweep that was cut off is offered again when its project opens. */
export async function offerSweep(): Promise<void> {
  await loadSweeps()
  const open = get().sweeps.find(({ record, isActive }) => record.status === 'running' && !isActive)
  if (open === undefined) return
  const done = open.places.filter(({ status }) => status === 'finished').length
  notify({
    tone: 'warn',
    title: t('A sweep was cut off after {{done}} of {{places}} runs', { done, places: open.places.length }),
    detail: t('What is trained is kept.'),
    action: { label: t('Go on'), run: () => void resumeSweep(open.record.id) },
  })
}

export const startSweep = () =>
  guarded(async () => {
    const { id } = await call('sweep.start', requestOf(get()))
    set({ shownId: id })
  })
export const resumeSweep = (id: SweepId) =>
  guarded(async () => {
    await call('sweep.resume', { id })
    set({ shownId: id })
    goToRoom('compare')
    showCompareView('sweep')
  })
export const pauseSweep = (id: SweepId) => guarded(() => call('sweep.pause', { id }))
export const stopSweep = (id: SweepId) => guarded(() => call('sweep.stop', { id }))

async function guarded(action: () => Promise<unknown>): Promise<void> {
  try {
    await action()
    await loadSweeps()
  } catch (cause) {
    reportError(cause)
  }
}

export const showSweep = (shownId: SweepId | null) => set({ shownId })

/** The settings of a combination become those of the next run. */
export function adoptCombination(base: TrainConfig, settings: Record<string, unknown>): void {
  const assignments = Object.entries(settings).map(([path, value]) => `${path}=${JSON.stringify(value)}`)
  try {
    adopt(t('Settings of the sweep'), {
      ...withAssignments(base, assignments),
      seed: useTraining.getState().config.seed,
    })
    selectRun('next')
    goToRoom('train')
  } catch (cause) {
    reportError(cause)
  }
}

atProjectChange(() => {
  request++
  set({ sweeps: [], isLoaded: false, plan: null, planProblem: null, shownId: null })
})
