import { create } from 'zustand'
import type { Confusion, ConfusionCell, ConfusionPair } from '../../../shared/evaluation/schema'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'
import { reportError } from '../studio/notices'
import { thresholdsOf, useFigures } from './figures'

interface ConfusionState {
  matrix: Confusion | null
  /** The open cell: row true class, column found class. */
  cell: { row: number; column: number } | null
  content: ConfusionCell | null
  /** Place in content.pairs of the pair on the canvas; null: the figures are in sight. */
  shown: number | null
}

/** The confusion matrix at the thresholds on show, its open cell and the picture behind it. */
export const useConfusion = create<ConfusionState>(() => ({
  matrix: null,
  cell: null,
  content: null,
  shown: null,
}))

const set = useConfusion.setState
const get = useConfusion.getState

let request = 0

/** Asks for the matrix at the thresholds on show, and for what its open cell holds there. */
export async function loadConfusion(): Promise<void> {
  const query = queryOf()
  if (query === null) return
  const own = ++request
  try {
    const matrix = await call('review.confusion', query)
    const { cell } = get()
    const isThere = cell !== null && Math.max(cell.row, cell.column) < matrix.matrix.length
    const content = isThere ? await call('review.confusionCell', { ...query, ...cell }) : null
    if (own === request) set({ matrix, content, ...(isThere ? {} : { cell: null, shown: null }) })
  } catch (cause) {
    if (own === request) reportError(cause)
  }
}

/** Opens a cell; pressed again, closes it. */
export function toggleCell(row: number, column: number): void {
  const { cell } = get()
  const isOpen = cell?.row === row && cell.column === column
  set({ cell: isOpen ? null : { row, column }, content: null, shown: null })
  if (!isOpen) void loadConfusion()
}

export function showPair(shown: number | null): void {
  set({ shown })
}

/** Goes on to the next pair of the cell, or back, staying inside it. */
export function stepPair(by: number): void {
  const { shown, content } = get()
  if (shown === null || content === null) return
  set({ shown: Math.min(content.pairs.length - 1, Math.max(0, shown + by)) })
}

/** The pair on the canvas. */
export function shownPair({ content, shown }: ConfusionState): ConfusionPair | null {
  return shown === null ? null : (content?.pairs[shown] ?? null)
}

export function forgetConfusion(): void {
  request++
  set(useConfusion.getInitialState())
}

atProjectChange(forgetConfusion)

function queryOf() {
  const state = useFigures.getState()
  if (state.runId === null || state.data === null) return null
  return { runId: state.runId, split: state.data.split, thresholds: thresholdsOf(state) }
}
