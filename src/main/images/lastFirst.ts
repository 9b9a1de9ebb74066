/** Runs pieces of work, what was asked for last first; `delay` says for how many ms one should not begin yet. */
export type LastFirst = <T>(work: () => Promise<T>, delay?: () => number) => Promise<T>

/** Work that was never begun, because so much was asked for after it. */
export class Superseded extends Error {}

/**
 * At most `limit` pieces of work at a time. Where more than `mostWaiting` wait, the one that was asked for first is refused (`Superseded`):
 * nobody looks at it any more.
 */
export function createLastFirst(limit: number, mostWaiting: number): LastFirst {
  const waiting: { start: () => void; refuse: (reason: Error) => void; delay: () => number }[] = []
  let running = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const startNext = () => {
    clearTimeout(timer)
    const next = waiting.at(-1)
    if (running >= limit || next === undefined) return
    const ms = next.delay()
    if (ms > 0) {
      timer = setTimeout(startNext, ms)
      return
    }
    waiting.pop()
    next.start()
  }
  return (work, delay = () => 0) =>
    new Promise((resolve, reject) => {
      const start = () => {
        running++
        work()
          .then(resolve, reject)
          .finally(() => {
            running--
            startNext()
          })
        startNext()
      }
      waiting.push({ start, refuse: reject, delay })
      startNext()
      if (waiting.length > mostWaiting)
        waiting.shift()?.refuse(new Superseded('Too many were asked for after it.'))
    })
}
