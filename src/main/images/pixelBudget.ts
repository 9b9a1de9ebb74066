/** Does work once there is room for so many pixels. */
export type PixelBudget = <T>(pixels: number, work: () => Promise<T>) => Promise<T>

/**
 * Bounds what is decoded at the same time: work waits, first come first served, until with its pixels no more than `most`
 * are held. Larger work than that is done alone.
 */
export function createPixelBudget(most: number): PixelBudget {
  const waiting: { pixels: number; start: () => void }[] = []
  let held = 0
  const startNext = () => {
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      if (held > 0 && held + next.pixels > most) return
      waiting.shift()
      held += next.pixels
      next.start()
    }
  }
  return async (pixels, work) => {
    await new Promise<void>((start) => {
      waiting.push({ pixels, start })
      startNext()
    })
    try {
      return await work()
    } finally {
      held -= pixels
      startNext()
    }
  }
}
