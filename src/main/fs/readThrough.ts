import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { totalmem } from 'node:os'

const AT_ONCE_BYTES = 4 * 1024 * 1024
/** Does not wait for a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a file through in order and keeps nothing: whoever reads it in another order next, as SQLite's checks do, finds it
 * in the system's memory, which a disk fills many times quicker in order. A file too large for that memory is left alone.
 * Never throws: whoever opens the file says what is wrong with it.
 */
export async function readThrough(path: string): Promise<void> {
  let file: FileHandle | undefined
  try {
    file = await open(path, FLAGS)
    const stats = await file.stat()
    const { size } = stats
    if (!stats.isFile() || size === 0 || size > totalmem() / 8) return
    const space = Buffer.allocUnsafeSlow(Math.min(size, AT_ONCE_BYTES))
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(space, 0, space.length, at)
      if (bytesRead === 0) return
      at += bytesRead
    }
  } catch {
    // It is read anyhow, only slower.
  } finally {
    await file?.close()
  }
}
