import { create } from 'zustand'
import type { Split } from '../../../shared/annotation/schema'
import type { ImageId, RunId } from '../../../shared/ids'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { unpackQueue } from '../../../shared/review/packedErrors'
import type { ReviewError, ReviewQueue, VerdictReport } from '../../../shared/review/schema'
import type { TideFigures } from '../../../shared/training/metrics'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'
import { useTestSet } from '../project/testSet'
import { reportError } from '../studio/notices'
import { filterErrors } from './errorFilters'
import { sortErrors } from './errorSorts'
import { queueView } from './queueView'

interface ReviewState {
  runId: RunId | null
  split: Split
  threshold: number
  /** At the thresholds that were kept with the run, overall and by class. */
  isKept: boolean
  queue: ReviewQueue | null
  /** AP50 points that each kind of error costs. */
  costs: TideFigures | null
  /** What became of the verdicts of earlier rounds. */
  report: VerdictReport | null
  currentId: string | null
  problem: ErrorInfo | null
  isLoading: boolean
}

/** What the Review room shows; actions are the functions below and those of `verdicts`. */
export const useReview = create<ReviewState>(() => ({
  runId: null,
  split: 'val',
  threshold: 0.3,
  isKept: false,
  queue: null,
  costs: null,
  report: null,
  currentId: null,
  problem: null,
  isLoading: false,
}))

const set = useReview.setState
const get = useReview.getState

let shown: { errors: unknown; view: unknown; list: readonly ReviewError[] } | null = null

/** The errors that are gone through now, in order; the same list until errors, filters or order change. */
export function visibleErrors(
  { queue }: Pick<ReviewState, 'queue'>,
  view = queueView(),
): readonly ReviewError[] {
  const errors = queue?.errors ?? []
  if (shown?.errors !== errors || shown.view !== view) {
    shown = { errors, view, list: sortErrors(filterErrors(errors, view.filters), view.sort) }
  }
  return shown.list
}

export function currentError(state: ReviewState): ReviewError | null {
  const errors = visibleErrors(state)
  const chosen = state.currentId === null ? undefined : errors.find(({ id }) => id === state.currentId)
  return chosen ?? errors[0] ?? null
}

/** Opens a run for review, at its best threshold where it was another one before. */
export async function openReview(runId: RunId): Promise<void> {
  const { runId: before, split } = get()
  if (before !== runId) {
    const queue = ahead?.runId === runId && ahead.split === split ? ahead : null
    const at = queue === null ? {} : { queue, threshold: queue.threshold, isKept: queue.isKept }
    set({ ...useReview.getInitialState(), runId, split, isLoading: true, ...at })
  }
  keepAhead(null)
  const own = request
  // What is known already is painted first.
  if (get().queue !== null) await idle()
  if (own === request && get().runId === runId) await loadQueue(before === runId ? undefined : 'best')
}

let ahead: ReviewQueue | null = null

/** Keeps a run's errors to show when it is opened, until they are read again; they are put in order as they would be shown. */
export function keepAhead(queue: ReviewQueue | null): void {
  ahead = queue
  if (queue !== null) visibleErrors({ queue })
}

/** Nothing is painted for so long that whoever waits goes on, ms. */
const IDLE_PATIENCE_MS = 200
const idle = () =>
  new Promise<unknown>((resolve) => requestIdleCallback(resolve, { timeout: IDLE_PATIENCE_MS }))

/** Reviews another split of the run; the test set only after the person agreed to that. */
export async function showSplit(split: Split): Promise<void> {
  if (split === 'test' && !useTestSet.getState().mayShow) return
  const { runId } = get()
  set({ ...useReview.getInitialState(), runId, split, isLoading: true })
  await loadQueue('best')
}

atProjectChange(() => {
  keepAhead(null)
  set(useReview.getInitialState())
})

let request = 0

/** Reads the queue again, at the same threshold or the best one; the place in it is kept. */
export async function loadQueue(at?: 'best'): Promise<void> {
  const { runId, split, threshold, isKept } = get()
  if (runId === null) return
  const own = ++request
  const view = { runId, split, threshold: at === 'best' ? null : threshold, kept: isKept }
  try {
    const answer = await call('review.queue', { ...view, withReached: false })
    if (own !== request) return
    const queue = unpackQueue(answer)
    set({ queue, threshold: queue.threshold, isKept: queue.isKept, problem: null, isLoading: false })
    // What takes longer comes when the queue is on the screen.
    setTimeout(() => void loadAside(own), 0)
  } catch (cause) {
    if (own === request) set({ problem: toErrorInfo(cause), isLoading: false })
  }
}

async function loadAside(own: number): Promise<void> {
  const { runId, split, threshold } = get()
  if (runId === null || own !== request) return
  try {
    const costs = await call('review.costs', { runId, split })
    if (own === request) set({ costs })
    const report = await call('review.report', { runId, split, threshold })
    if (own === request) set({ report })
  } catch (cause) {
    reportError(cause)
  }
}

/** Makes predictions for pictures of the split that have none, then reads the queue. */
export async function predictMissing(): Promise<void> {
  const { runId, split } = get()
  if (runId === null) return
  try {
    await call('review.evaluation', { runId, split })
    await loadQueue('best')
  } catch (cause) {
    reportError(cause)
  }
}

/** Reads the errors of some pictures again, after something was edited on them. */
export async function refreshPictures(imageIds: readonly ImageId[]): Promise<void> {
  const { runId, split, threshold, isKept } = get()
  if (runId === null || get().queue === null) return
  const own = request
  const found = await call('review.pictures', {
    runId,
    split,
    threshold,
    kept: isKept,
    imageIds: [...imageIds],
  })
  const { queue } = get()
  if (own !== request || queue === null) return
  const fresh = new Set(imageIds)
  const errors = queue.errors.filter(({ imageId }) => !fresh.has(imageId)).concat(found.errors)
  set({ queue: { ...queue, ...found.counts, revision: found.revision, errors } })
}

/** Rests of the hand on the slider before the errors themselves are read again, ms. */
const SETTLED_MS = 150
let settle: ReturnType<typeof setTimeout> | undefined
let counting = 0

/** Goes back to the thresholds that were kept with the run. */
export function takeKeptThresholds(): void {
  void loadQueue('best')
}

/** Moves the threshold, one for all classes: the figures follow at once, the errors when it comes to rest. */
export function setThreshold(threshold: number): void {
  set({ threshold, isKept: false })
  // An answer that is still under way is of the threshold before.
  request++
  clearTimeout(settle)
  settle = setTimeout(() => void loadQueue(), SETTLED_MS)
  const { runId, split } = get()
  if (runId === null) return
  const own = ++counting
  call('review.counts', { runId, split, threshold }).then((counts) => {
    const { queue } = get()
    if (own === counting && queue !== null && get().threshold === threshold)
      set({ queue: { ...queue, ...counts } })
  }, reportError)
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

/** The next error without a verdict, from here to the end and then from the start; itself where there is none. */
export function nextOpen(errors: readonly ReviewError[], from: ReviewError): ReviewError {
  const index = errors.findIndex(({ id }) => id === from.id)
  const after = [...errors.slice(index + 1), ...errors.slice(0, Math.max(0, index))]
  return after.find(({ verdict }) => verdict === null) ?? from
}
