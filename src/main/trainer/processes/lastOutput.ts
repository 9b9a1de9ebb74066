/**
 * The output of a utility process after its `exit`: Electron takes every listener off it then, though the last of it may
 * still lie in the pipe. Hands what comes to the listener, which was off for a moment and missed nothing.
 * @returns when the output has ended, or after `limitMs` where a process of that process holds it open
 */
export async function lastOutput(
  stream: NodeJS.ReadableStream | null,
  listener: (bytes: Buffer) => void,
  limitMs: number,
): Promise<void> {
  if (stream === null) return
  // Called inside the event, behind which Electron takes the listeners off: until they are back, what comes must wait.
  stream.pause()
  await new Promise<void>((done) => process.nextTick(done))
  await new Promise<void>((done) => {
    const limit = setTimeout(done, limitMs)
    const end = () => {
      clearTimeout(limit)
      done()
    }
    if (!stream.readable) return end()
    stream.once('end', end).once('close', end).on('data', listener).resume()
  })
}
