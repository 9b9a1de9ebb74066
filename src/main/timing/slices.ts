/** Work between two turns of the event loop, ms. */
const SLICE_MS = 10

/**
 * Cuts long work into slices: called after every piece of it, answers nothing, or once a slice is full a promise that others
 * have had a turn. `now` is a monotonic clock in ms.
 */
export function createSlices(now: () => number): () => Promise<void> | undefined {
  let end = now() + SLICE_MS
  return () => {
    if (now() < end) return undefined
    return new Promise((resolve) =>
      setImmediate(() => {
        end = now() + SLICE_MS
        resolve()
      }),
    )
  }
}
