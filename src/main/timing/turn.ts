/** Lets whoever waits for this thread have a turn. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
