/** Runs pieces of work, what was asked for last first. */
export type LastFirst = <T>(work: () => Promise<T>) => Promise<T>

/** Work that was never begun, because so much was asked for after it. */
export class Superseded extends Error {}

/**
 * At most `limit` pieces of work at a time, each begun when `delay` says 0 ms. Where more than `mostWaiting` wait, the one that was
 * asked for first is refused (`Superseded`): nobody looks at it any more.
 */
export function createLastFirst(limit: number, mostWaiting: number, delay = () => 0): LastFirst {
  const waiting: { start: () => void; refuse: (reason: Error) => void }[] = []
  let running = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  const startNext = () => {
    if (running >= limit || waiting.length === 0 || timer !== null) return
    const ms = delay()
    if (ms > 0) {
      timer = setTimeout(() => {
        timer = null
        startNext()
      }, ms)
      return
    }
    waiting.pop()?.start()
    startNext()
  }
  return (work) =>
    new Promise((resolve, reject) => {
      const start = () => {
        running++
        work()
          .then(resolve, reject)
          .finally(() => {
            running--
            startNext()
          })
      }
      waiting.push({ start, refuse: reject })
      startNext()
      if (waiting.length > mostWaiting)
        waiting.shift()?.refuse(new Superseded('Too many were asked for after it.'))
    })
}
