/** A piece of work that is done ahead of its time, or at once. */
export interface Turn<T> {
  result: Promise<T>
  /** It is wanted now. */
  hurry(): void
  /** Nobody wants it any more: where it has not begun it never will, and its result is refused. */
  drop(): void
}

/**
 * Work ahead of its time is done piece by piece, and only while nothing else is: on two cores the picture that is waited
 * for would share them with those that may be wanted next.
 */
export function createTurns() {
  const ahead: (() => void)[] = []
  let running = 0
  const goOn = () => {
    if (running === 0) ahead.shift()?.()
  }
  return <T>(work: () => Promise<T>, isAhead: boolean): Turn<T> => {
    let begin = () => {}
    let refuse = () => {}
    const result = new Promise<T>((resolve, reject) => {
      refuse = () => reject(new Error('nobody wants it any more'))
      begin = () => {
        running++
        work()
          .then(resolve, reject)
          .finally(() => {
            running--
            goOn()
          })
      }
    })
    const leaveQueue = () => {
      const place = ahead.indexOf(begin)
      if (place >= 0) ahead.splice(place, 1)
      return place >= 0
    }
    if (!isAhead) begin()
    else {
      ahead.push(begin)
      goOn()
    }
    return {
      result,
      hurry: () => {
        if (leaveQueue()) begin()
      },
      drop: () => {
        if (leaveQueue()) refuse()
      },
    }
  }
}
