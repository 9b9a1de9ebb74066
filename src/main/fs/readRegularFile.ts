import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import { StudioError } from '../../shared/result'
import { errorCodeOf } from './fileSystem'

/** Does not wait for whoever writes into a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const AT_ONCE_BYTES = 1024 * 1024

/**
 * Reads a file whole, at most `maxBytes` of it. Throws `io-failed` for a folder, a pipe or a device, for more bytes, and
 * what the system says (`ENOENT`, ...) where it cannot be opened.
 */
export async function readRegularFile(path: string, maxBytes: number): Promise<Buffer> {
  const file = await open(path, FLAGS).catch((cause: unknown) => {
    throw openError(cause, path)
  })
  try {
    const parts = new Parts(path, await file.stat(), maxBytes)
    for (;;) {
      const space = parts.next()
      const { bytesRead } = await file.read(space, 0, space.length, null)
      if (parts.take(space, bytesRead)) return parts.whole()
    }
  } finally {
    await file.close()
  }
}

/** The same, at once. */
export function readRegularFileSync(path: string, maxBytes: number): Buffer {
  const file = openNow(path)
  try {
    const parts = new Parts(path, fstatSync(file), maxBytes)
    for (;;) {
      const space = parts.next()
      if (parts.take(space, readSync(file, space, 0, space.length, null))) return parts.whole()
    }
  } finally {
    closeSync(file)
  }
}

function openNow(path: string): number {
  try {
    return openSync(path, FLAGS)
  } catch (cause) {
    throw openError(cause, path)
  }
}

/** What was read so far: a file may say that it is smaller than it is, as those of /proc do, or grow meanwhile. */
class Parts {
  private readonly parts: Buffer[] = []
  private length = 0

  constructor(
    private readonly path: string,
    private readonly stats: Stats,
    private readonly maxBytes: number,
  ) {
    if (!stats.isFile()) throw notAFile(path)
    if (stats.size > maxBytes) throw this.tooLarge()
  }

  next(): Buffer {
    const expected = Math.max(this.stats.size - this.length + 1, 4096)
    return Buffer.allocUnsafe(Math.min(expected, AT_ONCE_BYTES))
  }

  /** True at the end of the file. */
  take(space: Buffer, length: number): boolean {
    if (length === 0) return true
    this.length += length
    if (this.length > this.maxBytes) throw this.tooLarge()
    this.parts.push(space.subarray(0, length))
    return false
  }

  whole(): Buffer {
    return Buffer.concat(this.parts)
  }

  private tooLarge(): StudioError {
    return new StudioError(
      'io-failed',
      `${this.path} is too large: over ${this.maxBytes} bytes.`,
      'It is not what belongs there: take it away.',
    )
  }
}

function notAFile(path: string): StudioError {
  return new StudioError(
    'io-failed',
    `${path} is not a file.`,
    'Something else lies in its place: take it away.',
  )
}

/** A socket cannot be opened at all. */
function openError(cause: unknown, path: string): unknown {
  return ['ENXIO', 'EOPNOTSUPP'].includes(errorCodeOf(cause)) ? notAFile(path) : cause
}
