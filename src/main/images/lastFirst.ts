/** Runs pieces of work, what was asked for last first. */
export type LastFirst = <T>(work: () => Promise<T>) => Promise<T>

/** At most `limit` pieces of work at a time. */
export function createLastFirst(limit: number): LastFirst {
  const waiting: (() => void)[] = []
  let running = 0
  const startNext = () => {
    if (running < limit) waiting.pop()?.()
  }
  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push(() => {
        running++
        work()
          .then(resolve, reject)
          .finally(() => {
            running--
            startNext()
          })
      })
      startNext()
    })
}
