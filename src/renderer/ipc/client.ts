import type {
  CallInput,
  CallName,
  CallOutput,
  PushName,
  PushPayload,
  StudioBridge,
} from '../../shared/ipc/contract'
import { type Reply, StudioError } from '../../shared/result'

declare global {
  interface Window {
    /** What the preload exposes; nothing else crosses. */
    readonly studio: StudioBridge
  }
}

/** Asks main. Throws StudioError with main's code, words and hint where it refuses. */
export async function call<K extends CallName>(name: K, input: CallInput<K>): Promise<CallOutput<K>> {
  return unwrap(await window.studio.call(name, input)) as CallOutput<K>
}

/** Listens to news from main; returns a function that ends it. */
export function on<K extends PushName>(name: K, listener: (payload: PushPayload<K>) => void): () => void {
  return window.studio.on(name, (payload) => listener(payload as PushPayload<K>))
}

/** Hands dropped files to main, which alone learns their paths. */
export async function importDropped(files: readonly File[]): Promise<unknown> {
  return unwrap(await window.studio.importDropped(files))
}

function unwrap(reply: Reply<unknown>): unknown {
  if (reply.ok) return reply.value
  throw new StudioError(reply.error.code, reply.error.message, reply.error.hint)
}
