import { create } from 'zustand'
import type { RunId } from '../../../shared/ids'
import {
  FOLDS,
  type FoldsPlan,
  type Suspect,
  type SuspectKind,
  type SuspectList,
} from '../../../shared/labels/schema'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import type { Verdict } from '../../../shared/review/schema'
import type { Preset } from '../../../shared/training/config/index'
import { call } from '../../ipc/client'
import { adoptEdit, allSaved, awaitEdit, useEdits } from '../labels/edits'
import { atProjectChange } from '../project/projectChange'
import { reportError } from '../studio/notices'
import { loadRuns, useTraining } from '../training/training'

interface SuspectsState {
  /** The run that the list is of. */
  runId: RunId | null
  list: SuspectList | null
  kind: SuspectKind | null
  currentId: string | null
  includeTest: boolean
  problem: ErrorInfo | null
  isLoading: boolean
  /** How the next check would go. */
  k: number
  preset: Preset
  plan: FoldsPlan | null
  planProblem: ErrorInfo | null
}

/** Labels that are probably wrong, as they are gone through; actions are the functions below. */
export const useSuspects = create<SuspectsState>(() => ({
  runId: null,
  list: null,
  kind: null,
  currentId: null,
  includeTest: false,
  problem: null,
  isLoading: false,
  k: FOLDS.initial,
  preset: 'quick',
  plan: null,
  planProblem: null,
}))

const set = useSuspects.setState
const get = useSuspects.getState

/** The suspects that are gone through now, in order. */
export function visibleSuspects({ list, kind }: Pick<SuspectsState, 'list' | 'kind'>): readonly Suspect[] {
  const all = list?.suspects ?? []
  return kind === null ? all : all.filter((suspect) => suspect.kind === kind)
}

export function currentSuspect(state: SuspectsState): Suspect | null {
  const suspects = visibleSuspects(state)
  return suspects.find(({ id }) => id === state.currentId) ?? suspects[0] ?? null
}

atProjectChange(() => set(useSuspects.getInitialState()))

let asked = 0

/** Reads the suspects of a run. */
export async function loadSuspects(runId: RunId): Promise<void> {
  const own = ++asked
  if (get().runId !== runId) set({ runId, list: null, kind: null, currentId: null, problem: null })
  set({ isLoading: true })
  try {
    await allSaved()
    const list = await call('labels.suspects', { runId, includeTest: get().includeTest })
    if (own !== asked) return
    set({ list, problem: null, isLoading: false })
    set({ currentId: firstOpen(visibleSuspects(get()))?.id ?? null })
  } catch (cause) {
    if (own === asked) set({ list: null, problem: toErrorInfo(cause), isLoading: false })
  }
}

export function filterSuspects(kind: SuspectKind | null): void {
  set({ kind, currentId: null })
}

export function showSuspect(id: string): void {
  set({ currentId: id })
}

export function showTestPictures(includeTest: boolean): void {
  set({ includeTest })
  const { runId } = get()
  if (runId !== null) void loadSuspects(runId)
  void loadCheckPlan()
}

/** Goes `by` suspects on or back, staying inside the queue. */
export function stepSuspect(by: number): void {
  const suspects = visibleSuspects(get())
  const index = suspects.findIndex(({ id }) => id === currentSuspect(get())?.id)
  const next = suspects[Math.min(suspects.length - 1, Math.max(0, index + by))]
  if (next !== undefined) set({ currentId: next.id })
}

/** Gives the current suspect a verdict and goes on to the next one without; given again, it is taken back. */
export function judgeSuspect(given: Verdict): Promise<void> {
  const judging = judge(given)
  awaitEdit(judging)
  return judging
}

async function judge(given: Verdict): Promise<void> {
  const state = get()
  const suspect = currentSuspect(state)
  if (suspect === null || state.runId === null) return
  const verdict = suspect.verdict === given ? null : given
  const next = verdict === null ? suspect : (nextOpen(visibleSuspects(state), suspect) ?? suspect)
  try {
    await allSaved()
    // A changed mind takes the first verdict back before it gives the second: two steps for undo, too.
    const steps = verdict !== null && suspect.verdict !== null ? [null, verdict] : [verdict]
    for (const step of steps) {
      const reply = await call('review.verdict', { runId: state.runId, errorId: suspect.id, verdict: step })
      if (reply.edit !== null) adoptEdit(reply.edit, reply.ack.savedAt)
    }
    setVerdicts(new Map([[suspect.id, verdict]]))
    if (currentSuspect(get())?.id === suspect.id) set({ currentId: next.id })
  } catch (cause) {
    reportError(cause)
  }
}

function setVerdicts(changes: ReadonlyMap<string, Verdict | null>): void {
  const { list } = get()
  if (list === null) return
  const suspects = list.suspects.map((suspect) => {
    const verdict = changes.get(suspect.id)
    return verdict === undefined || verdict === suspect.verdict ? suspect : { ...suspect, verdict }
  })
  set({ list: { ...list, suspects } })
}

const firstOpen = (suspects: readonly Suspect[]) =>
  suspects.find(({ verdict }) => verdict === null) ?? suspects[0]

/** The next suspect without a verdict, from here to the end and then from the start. */
export function nextOpen(suspects: readonly Suspect[], from: Suspect): Suspect | undefined {
  const index = suspects.findIndex(({ id }) => id === from.id)
  return [...suspects.slice(index + 1), ...suspects.slice(0, Math.max(0, index))].find(
    ({ verdict }) => verdict === null,
  )
}

/** Undo takes verdicts back, and redo brings them: the list follows, and shows the one that changed. */
export function followHistory(): () => void {
  return useEdits.subscribe(({ history }, before) => {
    const { runId, list } = get()
    if (runId === null || list === null) return
    const isUndo = history.undo.length < before.history.undo.length
    const isRedo = history.redo.length < before.history.redo.length
    if (isUndo || isRedo) void readVerdicts(runId)
  })
}

async function readVerdicts(runId: RunId): Promise<void> {
  try {
    await allSaved()
    const standing = new Map(
      (await call('labels.verdicts', { runId })).map(({ id, verdict }) => [id, verdict]),
    )
    const { list } = get()
    const changed = (list?.suspects ?? []).find(({ id, verdict }) => (standing.get(id) ?? null) !== verdict)
    if (list === null || changed === undefined) return
    setVerdicts(new Map(list.suspects.map(({ id }) => [id, standing.get(id) ?? null])))
    set({ currentId: changed.id })
  } catch (cause) {
    reportError(cause)
  }
}

/** The settings are those of the Train room, but for the preset. */
const request = () => {
  const { k, preset, includeTest } = get()
  return { config: { ...useTraining.getState().config, preset }, k, includeTest }
}

let planAsked = 0

/** Asks what a check would do now. */
export async function loadCheckPlan(): Promise<void> {
  const own = ++planAsked
  try {
    const plan = await call('labels.plan', request())
    if (own === planAsked) set({ plan, planProblem: null })
  } catch (cause) {
    if (own === planAsked) set({ plan: null, planProblem: toErrorInfo(cause) })
  }
}

export function setUpCheck(changes: { k?: number; preset?: Preset }): void {
  set(changes)
  void loadCheckPlan()
}

/** Begins a check of all labels, or goes on with one that was cut off. */
export async function checkLabels(): Promise<void> {
  try {
    await allSaved()
    await call('labels.check', request())
    await loadRuns()
  } catch (cause) {
    reportError(cause)
  }
}
