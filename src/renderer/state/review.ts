import { create } from 'zustand'
import type { RunId } from '../../shared/ids'
import { type ErrorInfo, toErrorInfo } from '../../shared/result'
import type { ErrorCause, ReviewError, ReviewQueue, Verdict } from '../../shared/review/schema'
import type { EvaluationReport } from '../../shared/training/metrics'
import { call } from '../ipc/client'
import { adoptEdit, allSaved } from './edits'
import { reportError } from './notices'
import { useTraining } from './training'

interface ReviewState {
  runId: RunId | null
  threshold: number
  queue: ReviewQueue | null
  evaluation: EvaluationReport | null
  /** Only errors of this cause or class are gone through; null: all. */
  cause: ErrorCause | null
  className: string | null
  currentId: string | null
  problem: ErrorInfo | null
  isLoading: boolean
}

/** What the Review room shows; actions are the functions below. */
export const useReview = create<ReviewState>(() => ({
  runId: null,
  threshold: 0.3,
  queue: null,
  evaluation: null,
  cause: null,
  className: null,
  currentId: null,
  problem: null,
  isLoading: false,
}))

const set = useReview.setState
const get = useReview.getState

/** The errors that are gone through now, in order. */
export function visibleErrors({
  queue,
  cause,
  className,
}: Pick<ReviewState, 'queue' | 'cause' | 'className'>): ReviewError[] {
  return (queue?.errors ?? []).filter(
    (error) =>
      (cause === null || error.cause === cause) && (className === null || error.className === className),
  )
}

export function currentError(state: ReviewState): ReviewError | null {
  const errors = visibleErrors(state)
  return errors.find(({ id }) => id === state.currentId) ?? errors[0] ?? null
}

/** Opens a run for review, at the threshold chosen for it, else at its best. */
export async function openReview(runId: RunId): Promise<void> {
  if (get().runId !== runId) {
    set({ ...useReview.getInitialState(), runId, isLoading: true })
    await loadQueue()
    const chosen = useTraining.getState().runs.find(({ id }) => id === runId)?.thresholds?.overall
    const best = get().queue?.bestF1Threshold
    if (chosen !== undefined) set({ threshold: chosen })
    else if (best !== null && best !== undefined) set({ threshold: Math.round(best * 100) / 100 })
  }
  await loadQueue()
  call('review.evaluation', { runId, split: 'val' }).then((evaluation) => set({ evaluation }), reportError)
}

export function forgetReview(): void {
  set(useReview.getInitialState())
}

let request = 0

/** Reads the queue again, for instance at another threshold; the place in it is kept. */
export async function loadQueue(): Promise<void> {
  const { runId, threshold } = get()
  if (runId === null) return
  const own = ++request
  try {
    const queue = await call('review.queue', { runId, split: 'val', kind: 'all', threshold })
    if (own === request) set({ queue, problem: null, isLoading: false })
  } catch (cause) {
    if (own === request) set({ problem: toErrorInfo(cause), isLoading: false })
  }
}

export function setThreshold(threshold: number): void {
  set({ threshold })
  void loadQueue()
}

export function filterByCause(cause: ErrorCause | null): void {
  set({ cause, currentId: null })
}

export function filterByClass(className: string | null): void {
  set({ className, currentId: null })
}

export function showError(id: string): void {
  set({ currentId: id })
}

/** Goes `by` errors on (or back), staying inside the queue. */
export function step(by: number): void {
  const errors = visibleErrors(get())
  const current = currentError(get())
  const index = errors.findIndex(({ id }) => id === current?.id)
  const next = errors[Math.min(errors.length - 1, Math.max(0, index + by))]
  if (next !== undefined) set({ currentId: next.id })
}

/** Gives the current error a verdict and goes on to the next one without. */
export async function giveVerdict(verdict: Verdict | null): Promise<void> {
  const state = get()
  const error = currentError(state)
  if (error === null || state.runId === null) return
  const next = verdict === null ? error : nextOpen(visibleErrors(state), error)
  try {
    await allSaved()
    const { ack, edit } = await call('review.verdict', { runId: state.runId, errorId: error.id, verdict })
    if (edit !== null) adoptEdit(edit, ack.savedAt)
    setVerdictHere(error.id, verdict)
    if (get().currentId === error.id || get().currentId === null) set({ currentId: next.id })
    await loadQueue()
  } catch (cause) {
    reportError(cause)
  }
}

function setVerdictHere(id: string, verdict: Verdict | null): void {
  const { queue } = get()
  if (queue === null) return
  set({ queue: { ...queue, errors: queue.errors.map((e) => (e.id === id ? { ...e, verdict } : e)) } })
}

/** The next error without a verdict, from here to the end and then from the start; itself where there is none. */
export function nextOpen(errors: readonly ReviewError[], from: ReviewError): ReviewError {
  const index = errors.findIndex(({ id }) => id === from.id)
  const after = [...errors.slice(index + 1), ...errors.slice(0, Math.max(0, index))]
  return after.find(({ verdict }) => verdict === null) ?? from
}
