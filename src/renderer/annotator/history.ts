import { type Edit, invert } from '../../shared/annotation/edit'

/** Undo and redo as data: nothing in it that cannot be stored, no bound but memory. */
export interface History {
  /** As they were done, newest last. */
  readonly undo: readonly Edit[]
  /** As they would be done again, next last. */
  readonly redo: readonly Edit[]
}

export const emptyHistory: History = { undo: [], redo: [] }

/** A step to take, and the history once it is taken. */
export interface HistoryStep {
  edit: Edit
  history: History
}

/** The history after a fresh edit: what had been undone is gone. */
export function record(history: History, edit: Edit): History {
  return { undo: [...history.undo, edit], redo: [] }
}

/** The edit that takes the newest one back; null where there is none. */
export function stepBack(history: History): HistoryStep | null {
  const newest = history.undo.at(-1)
  if (newest === undefined) return null
  return {
    edit: invert(newest),
    history: { undo: history.undo.slice(0, -1), redo: [...history.redo, newest] },
  }
}

/** The edit that does again what was undone last; null where there is none. */
export function stepForward(history: History): HistoryStep | null {
  const next = history.redo.at(-1)
  if (next === undefined) return null
  return {
    edit: next,
    history: { undo: [...history.undo, next], redo: history.redo.slice(0, -1) },
  }
}
