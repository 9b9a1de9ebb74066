import type { Edit } from '../../../shared/annotation/edit'
import type { EditKind } from '../../../shared/ipc/edits'
import { type ErrorCode, type ErrorInfo, toErrorInfo } from '../../../shared/result'

/** What the status line says; "saved" only after main's transaction is on disk. */
export type SaveState =
  | { is: 'saved'; at: number | null }
  | { is: 'saving'; waiting: number }
  | { is: 'failed'; waiting: number; error: ErrorInfo; canRetry: boolean }

export interface PendingEdit {
  edit: Edit
  kind: EditKind
}

/** Edits on their way to the disk, in order, one at a time. */
export interface EditQueue {
  push(pending: PendingEdit): void
  /** Sends again what was refused; `quiet`: it goes on being called failed until it is on disk. */
  retry(quiet?: boolean): void
  /** Gives up what is waiting and answers with it. */
  discard(): readonly PendingEdit[]
  waiting(): readonly PendingEdit[]
  /** Resolves once nothing is waiting any more; not while saving fails. */
  drained(): Promise<void>
}

interface QueueOptions {
  send(pending: PendingEdit): Promise<{ savedAt: number }>
  onState(state: SaveState): void
}

/** Refused for good: sending the same again cannot help. */
const finalCodes: readonly ErrorCode[] = ['stale-edit', 'invalid-edit', 'invalid-input', 'message-too-large']

/** Makes a queue; nothing leaves it before main has acknowledged it. */
export function createEditQueue({ send, onState }: QueueOptions): EditQueue {
  let waiting: PendingEdit[] = []
  let isSending = false
  let isFailed = false
  let listeners: (() => void)[] = []

  const sendNext = async (quiet = false) => {
    const next = waiting[0]
    if (next === undefined || isSending || isFailed) return
    isSending = true
    if (!quiet) onState({ is: 'saving', waiting: waiting.length })
    try {
      const { savedAt } = await send(next)
      // Discarding while it was under way has emptied the list already.
      if (waiting[0] === next) waiting = waiting.slice(1)
      isSending = false
      if (waiting.length > 0) return sendNext()
      onState({ is: 'saved', at: savedAt })
      for (const listener of listeners) listener()
      listeners = []
    } catch (cause) {
      isSending = false
      if (waiting[0] !== next) return sendNext()
      isFailed = true
      const error = toErrorInfo(cause)
      onState({ is: 'failed', waiting: waiting.length, error, canRetry: !finalCodes.includes(error.code) })
    }
  }

  return {
    push(pending) {
      waiting = [...waiting, pending]
      void sendNext()
    },
    retry(quiet = false) {
      isFailed = false
      void sendNext(quiet)
    },
    discard() {
      const given = waiting
      waiting = []
      isFailed = false
      onState({ is: 'saved', at: null })
      for (const listener of listeners) listener()
      listeners = []
      return given
    },
    waiting: () => waiting,
    drained: () =>
      waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => listeners.push(resolve)),
  }
}
