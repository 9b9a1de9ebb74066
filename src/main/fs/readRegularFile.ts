import {
  close,
  closeSync,
  constants,
  fstat,
  fstatSync,
  open,
  openSync,
  read,
  readSync,
  type Stats,
} from 'node:fs'
import { promisify } from 'node:util'
import { StudioError } from '../../shared/result'
import { errorCodeOf } from './fileSystem'

/** A pipe, a device or a folder stands where a file should. */
export class NoFileError extends StudioError {
  constructor(path: string) {
    super('io-failed', `${path} is not a file.`, 'Something else lies in its place: take it away.')
  }
}

/** Does not wait for whoever writes into a pipe. */
export const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const AT_ONCE_BYTES = 1024 * 1024

const [openFile, statFile, readFile, closeFile] = [
  promisify(open),
  promisify(fstat),
  promisify(read),
  promisify(close),
]

/**
 * Opens what is a file, and neither a folder nor a pipe nor a device; whoever takes it closes it. Throws `io-failed` for the
 * others, and what the system says (`ENOENT`, ...) where it cannot be opened.
 */
export async function openRegularFile(path: string): Promise<{ fd: number; size: number }> {
  const fd = await openFile(path, READ_AT_ONCE).catch((cause: unknown) => {
    throw openError(cause, path)
  })
  try {
    return { fd, size: sizeOf(path, await statFile(fd)) }
  } catch (cause) {
    await closeFile(fd)
    throw cause
  }
}

/** Reads a file whole, at most `maxBytes` of it. Throws `io-failed` for more bytes, and as `openRegularFile`. */
export async function readRegularFile(path: string, maxBytes: number): Promise<Buffer> {
  const { fd, size } = await openRegularFile(path)
  try {
    const parts = new Parts(path, size, maxBytes)
    for (;;) {
      const space = parts.next()
      const { bytesRead } = await readFile(fd, space, 0, space.length, null)
      if (parts.take(space, bytesRead)) return parts.whole()
    }
  } finally {
    await closeFile(fd)
  }
}

/** The same, at once. */
export function readRegularFileSync(path: string, maxBytes: number): Buffer {
  const fd = openNow(path)
  try {
    const parts = new Parts(path, sizeOf(path, fstatSync(fd)), maxBytes)
    for (;;) {
      const space = parts.next()
      if (parts.take(space, readSync(fd, space, 0, space.length, null))) return parts.whole()
    }
  } finally {
    closeSync(fd)
  }
}

/** Ample for the longest of a run's own lists. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024

/** A small text file, null where there is none. Throws as readRegularFile. */
export async function readTextIfThere(path: string, maxBytes = MAX_TEXT_BYTES): Promise<string | null> {
  try {
    return (await readRegularFile(path, maxBytes)).toString('utf8')
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return null
    throw cause
  }
}

/** As many bytes from the start of a file as `howMany` says, or all there are. Throws as `openRegularFile`. */
export async function readOpened(path: string, howMany: (file: { size: number }) => number): Promise<Buffer> {
  const { fd, size } = await openRegularFile(path)
  try {
    const bytes = Buffer.allocUnsafeSlow(howMany({ size }))
    let at = 0
    while (at < bytes.length) {
      const { bytesRead } = await readFile(fd, bytes, at, bytes.length - at, at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    return bytes.subarray(0, at)
  } finally {
    await closeFile(fd)
  }
}

function openNow(path: string): number {
  try {
    return openSync(path, READ_AT_ONCE)
  } catch (cause) {
    throw openError(cause, path)
  }
}

/** A socket cannot be opened at all. */
function openError(cause: unknown, path: string): unknown {
  return ['ENXIO', 'EOPNOTSUPP'].includes(errorCodeOf(cause)) ? new NoFileError(path) : cause
}

function sizeOf(path: string, stats: Stats): number {
  if (!stats.isFile()) throw new NoFileError(path)
  return stats.size
}

/** What was read so far: a file may say that it is smaller than it is, as those of /proc do, or grow meanwhile. */
class Parts {
  private readonly parts: Buffer[] = []
  private length = 0

  constructor(
    private readonly path: string,
    private readonly size: number,
    private readonly maxBytes: number,
  ) {
    if (size > maxBytes) throw this.tooLarge()
  }

  next(): Buffer {
    const expected = Math.max(this.size - this.length + 1, 4096)
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
