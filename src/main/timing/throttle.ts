/** Delivers the newest of many values, at most once per interval. */
export interface Throttled<T> {
  (value: T): void
  /** Delivers at once whatever is held back, and the given value last. */
  flush(value?: T): void
}

/** News to the page come at most 4 times a second. */
export const PUSH_INTERVAL_MS = 250

/** Coalesces values: the first goes out at once, later ones wait for the interval and only the newest survives. */
export function throttle<T>(deliver: (value: T) => void, intervalMs: number): Throttled<T> {
  let timer: NodeJS.Timeout | null = null
  let held: { value: T } | null = null

  const open = () => {
    timer = null
    if (held === null) return
    const { value } = held
    held = null
    send(value)
  }
  const send = (value: T) => {
    timer = setTimeout(open, intervalMs)
    timer.unref()
    deliver(value)
  }
  const throttled = (value: T) => {
    if (timer === null) send(value)
    else held = { value }
  }
  return Object.assign(throttled, {
    flush(...values: [T?]) {
      if (timer !== null) clearTimeout(timer)
      timer = null
      const last = values.length > 0 ? { value: values[0] as T } : held
      held = null
      if (last !== null) deliver(last.value)
    },
  })
}
