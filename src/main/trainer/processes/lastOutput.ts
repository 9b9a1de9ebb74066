/**
 * The output of a utility process after its `exit`, to be called inside that event: Electron takes every listener off behind it,
 * though the last of the output may still lie in the pipe. The listener goes on hearing and misses nothing.
 * @returns when the output has ended, or after `limitMs` where a process of that process holds it open
 */
export function lastOutput(
  stream: NodeJS.ReadableStream | null,
  listener: (bytes: Buffer) => void,
  limitMs: number,
): Promise<void> {
  if (stream === null || !stream.readable) return Promise.resolve()
  // Until the listeners are back, what comes must wait.
  stream.pause()
  return new Promise((done) => {
    const limit = setTimeout(done, limitMs)
    const end = () => {
      clearTimeout(limit)
      done()
    }
    // In the tick itself: the stream looks for its listeners in one of the next, and lets go what nobody hears.
    process.nextTick(() =>
      stream.once('end', end).once('close', end).off('data', listener).on('data', listener).resume(),
    )
  })
}
