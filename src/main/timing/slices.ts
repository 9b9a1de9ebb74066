/** Work between two turns of the event loop, ms. */
const SLICE_MS = 10

/**
 * Cuts long work into slices: called after every piece of it, answers nothing, or once a slice is full a promise that others
 * have had a turn, which fails where the work was cancelled meanwhile. `now` is a monotonic clock in ms.
 */
export function createSlices(now: () => number, signal?: AbortSignal): () => Promise<void> | undefined {
  let end = now() + SLICE_MS
  return () => {
    if (now() < end) return undefined
    return new Promise((resolve, reject) =>
      setImmediate(() => {
        end = now() + SLICE_MS
        if (signal?.aborted) reject(signal.reason)
        else resolve()
      }),
    )
  }
}
