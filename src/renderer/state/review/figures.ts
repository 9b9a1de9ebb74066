import { create } from 'zustand'
import type { Split } from '../../../shared/annotation/schema'
import type { ThresholdGoal } from '../../../shared/evaluation/chosen'
import type { ApIntervals, FiguresData } from '../../../shared/evaluation/schema'
import { type CountedOutcomes, countOutcomes } from '../../../shared/evaluation/tally'
import {
  bestThreshold,
  operatingThresholds,
  poolOutcomes,
  shrink,
} from '../../../shared/evaluation/threshold'
import type { RunId } from '../../../shared/ids'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'
import { useTestSet } from '../project/testSet'
import { reportError } from '../studio/notices'
import { useTraining } from '../training/training'

export type FiguresSplit = Exclude<Split, 'train'>

interface FiguresState {
  runId: RunId | null
  split: FiguresSplit
  data: FiguresData | null
  /** Of data, by class and pooled, with running sums. */
  counted: readonly CountedOutcomes[]
  pooled: CountedOutcomes | null
  overall: number
  /** By class; null: the overall threshold. */
  perClass: readonly (number | null)[]
  goal: ThresholdGoal
  /** False alarms that a miss costs as much as. */
  missCost: number
  /** The class whose threshold the slider moves; null: the overall one. */
  selected: number | null
  intervals: ApIntervals | null
  /** What the intervals are being measured of. */
  measuring: FiguresData | null
  problem: ErrorInfo | null
}

/** The threshold explorer of Review; actions are the functions below. */
export const useFigures = create<FiguresState>(() => ({
  runId: null,
  split: 'val',
  data: null,
  counted: [],
  pooled: null,
  overall: 0.3,
  perClass: [],
  goal: { kind: 'f1' },
  missCost: 5,
  selected: null,
  intervals: null,
  measuring: null,
  problem: null,
}))

const set = useFigures.setState
const get = useFigures.getState

let request = 0

/** Opens a run's figures: at the thresholds that were chosen for it, else at its best F1. */
export async function openFigures(runId: RunId): Promise<void> {
  if (get().runId !== runId) set({ ...useFigures.getInitialState(), missCost: get().missCost, runId })
  const isFirst = get().data === null
  await loadFigures()
  if (!isFirst || get().data === null || get().runId !== runId) return
  const chosen = useTraining.getState().runs.find(({ id }) => id === runId)?.thresholds ?? null
  if (chosen === null) return aim({ kind: 'f1' })
  const { data } = get()
  set({
    overall: chosen.overall,
    perClass: (data?.classes ?? []).map((_, c) => chosen.perClass[c] ?? null),
    goal: chosen.goal,
    ...(chosen.goal.kind === 'cost' ? { missCost: chosen.goal.missCost } : {}),
  })
}

/** Reads the outcomes again: labels may have changed since. */
async function loadFigures(): Promise<void> {
  const { runId, split } = get()
  if (runId === null) return
  const own = ++request
  try {
    const data = await call('review.figures', { runId, split })
    if (own !== request) return
    set(({ data: before, intervals, perClass, selected }) => ({
      // Where nothing changed, what was measured still holds.
      intervals: before !== null && isSame(before, data) ? intervals : null,
      data,
      counted: data.classes.map(countOutcomes),
      pooled: countOutcomes(poolOutcomes(data.classes)),
      perClass: data.classes.map((_, c) => perClass[c] ?? null),
      selected: selected !== null && selected < data.classes.length ? selected : null,
      problem: null,
    }))
  } catch (cause) {
    if (own === request) set({ data: null, counted: [], pooled: null, problem: toErrorInfo(cause) })
  }
}

atProjectChange(() => set(useFigures.getInitialState()))

/** Looks at another split; the test pictures only once the person has said so. */
export function showSplit(split: FiguresSplit): void {
  if (split === get().split || (split === 'test' && !useTestSet.getState().mayShow)) return
  set({ split, intervals: null, measuring: null, problem: null })
  void loadFigures()
}

/** The threshold of each class. */
export function thresholdsOf({ overall, perClass }: Pick<FiguresState, 'overall' | 'perClass'>): number[] {
  return perClass.map((own) => own ?? overall)
}

export function selectClass(selected: number | null): void {
  set({ selected })
}

/** Thresholds are chosen on the validation pictures alone. */
export const mayChoose = ({ data, split }: Pick<FiguresState, 'data' | 'split'>): boolean =>
  split === 'val' && data?.split === 'val'

/** One threshold for all classes, the best for a goal; a selected class alone is set where there is one. */
export function aim(goal: Exclude<ThresholdGoal, { kind: 'hand' }>): void {
  const { data, pooled, selected, counted, perClass, overall } = get()
  if (data === null || pooled === null || !mayChoose(get())) return
  if (selected !== null) {
    const best = bestThreshold(counted[selected], goal)
    if (best === null) return
    const own = within(shrink(best, overall, counted[selected].numTruths))
    set({ perClass: perClass.with(selected, own), goal: sameGoal(goal) })
    return
  }
  // Where nothing is worth keeping, nothing is kept.
  set({ overall: within(bestThreshold(pooled, goal) ?? 1), perClass: perClass.map(() => null), goal })
}

/** A threshold for each class, drawn towards the overall one by its boxes. */
export function aimByClass(): void {
  const { data, counted, goal, missCost } = get()
  if (data === null || !mayChoose(get())) return
  const wanted = goal.kind === 'hand' ? ({ kind: 'f1' } as const) : goal
  const { common, perClass } = operatingThresholds(
    counted,
    wanted.kind === 'cost' ? { kind: 'cost', missCost } : wanted,
  )
  if (common === null) return
  set({
    overall: within(common),
    perClass: perClass.map((own) => (own === null ? null : within(own))),
    goal: wanted,
  })
}

export function oneForAll(): void {
  set(({ perClass }) => ({ perClass: perClass.map(() => null) }))
}

/** Sets the overall threshold, or a class's own (null: it follows the overall one), by hand. */
export function setByHand(selected: number | null, threshold: number | null): void {
  const { perClass } = get()
  if (selected !== null) {
    const own = threshold === null ? null : within(threshold)
    set({ perClass: perClass.with(selected, own), goal: { kind: 'hand' } })
    return
  }
  if (threshold !== null) set({ overall: within(threshold), goal: { kind: 'hand' } })
}

export function setMissCost(missCost: number): void {
  set({ missCost })
  if (get().goal.kind === 'cost') aim({ kind: 'cost', missCost })
}

/** AP with its intervals, which takes some seconds. What is on show is measured; an older measurement is called off. */
export async function measureIntervals(): Promise<void> {
  const { runId, split, data, measuring, intervals: known } = get()
  if (runId === null || data === null || known !== null) return
  if (measuring !== null && isSame(measuring, data)) return
  set({ measuring: data })
  const isStill = () => get().measuring === data
  try {
    const intervals = await call('review.intervals', { runId, split })
    if (isStill()) set({ intervals })
  } catch (cause) {
    if (isStill()) reportError(cause)
  } finally {
    if (isStill()) set({ measuring: null })
  }
}

function isSame(a: FiguresData, b: FiguresData): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

const within = (threshold: number) => Math.min(1, Math.max(0, threshold))

/** Setting one class for a goal keeps the goal only where the rest has it too. */
function sameGoal(goal: ThresholdGoal): ThresholdGoal {
  return get().goal.kind === goal.kind ? goal : { kind: 'hand' }
}
