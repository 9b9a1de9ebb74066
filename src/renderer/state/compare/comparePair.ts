import { create } from 'zustand'
import type { Split } from '../../../shared/annotation/schema'
import type { BoxChange, ChangeKind, PairReport } from '../../../shared/compare/schema'
import type { RunId } from '../../../shared/ids'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'
import { goToRoom } from '../studio/navigation'
import { showCompareView, useCompare } from './compare'

/** Whose boxes lie on the canvas. */
export type PairSide = 'a' | 'b' | 'both'

interface PairState {
  a: RunId | null
  b: RunId | null
  split: Split
  report: PairReport | null
  problem: ErrorInfo | null
  isLoading: boolean
  /** The change on the canvas; null: the columns are in sight. */
  openId: string | null
  side: PairSide
  /** The key is down: the other side is shown. */
  isFlipped: boolean
}

/** Two runs side by side. */
export const usePair = create<PairState>(() => ({
  a: null,
  b: null,
  split: 'val',
  report: null,
  problem: null,
  isLoading: false,
  openId: null,
  side: 'b',
  isFlipped: false,
}))

const set = usePair.setState
const get = usePair.getState

let request = 0

/** Compares two runs; B is the one that is looked at, A what it is held against. */
export async function comparePair(a: RunId, b: RunId, split: Split = get().split): Promise<void> {
  const own = ++request
  set({ a, b, split, report: null, problem: null, isLoading: true, openId: null, isFlipped: false })
  try {
    const report = await call('compare.pair', { a, b, split })
    if (own === request) set({ report, isLoading: false })
  } catch (cause) {
    if (own === request) set({ problem: toErrorInfo(cause), isLoading: false })
  }
}

/** The two chosen runs of the table: the earlier one is A. */
export function compareChosen(startedAt: (id: RunId) => number): void {
  const { chosen } = useCompare.getState()
  const [a, b] = [...chosen].sort((x, y) => startedAt(x) - startedAt(y))
  if (a === undefined || b === undefined || chosen.length !== 2) return
  goToRoom('compare')
  showCompareView('pair')
  void comparePair(a, b)
}

export function swapPair(): void {
  const { a, b } = get()
  if (a !== null && b !== null) void comparePair(b, a)
}

atProjectChange(() => {
  request++
  set(usePair.getInitialState())
})

export function openChange(openId: string | null): void {
  set({ openId, isFlipped: false })
}

export const showSide = (side: PairSide) => set({ side })
export const flip = (isFlipped: boolean) => set({ isFlipped })

/** Whose boxes are on the canvas now. */
export function shownSide({ side, isFlipped }: Pick<PairState, 'side' | 'isFlipped'>): PairSide {
  if (!isFlipped) return side
  return side === 'a' ? 'b' : 'a'
}

export function changesOf(report: PairReport | null, kind: ChangeKind): BoxChange[] {
  return (report?.changes ?? []).filter((change) => change.kind === kind)
}

export function openedChange({ report, openId }: Pick<PairState, 'report' | 'openId'>): BoxChange | null {
  return report?.changes.find(({ id }) => id === openId) ?? null
}

/** Goes `by` changes on (or back) in the column of the open one. */
export function stepChange(by: number): void {
  const open = openedChange(get())
  if (open === null) return
  const column = changesOf(get().report, open.kind)
  const at = column.findIndex(({ id }) => id === open.id)
  const next = column[Math.min(column.length - 1, Math.max(0, at + by))]
  if (next !== undefined) openChange(next.id)
}
