import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCodeOf, type FileSystem, nodeFileSystem } from './fileSystem'
import { ioError } from './ioError'

/** Writes under way by path: two writes of one file take turns, the later one wins. */
const queues = new Map<string, Promise<void>>()

/** Windows refuses to replace a file that a virus scanner or an indexer holds for a moment. */
const RENAME_RETRY_MS = [10, 50, 200, 500]

/**
 * Writes a file so that it is either the old one or the whole new one, whatever fails:
 * a new file beside it, fsync, rename over it, fsync of the folder.
 * Throws `disk-full`, `not-writable` or `io-failed`; the old file is then unharmed and nothing is left behind.
 */
export function atomicWrite(
  path: string,
  data: string | Uint8Array,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const before = queues.get(path) ?? Promise.resolve()
  const write = before.then(
    () => writeOnce(path, data, fileSystem),
    () => writeOnce(path, data, fileSystem),
  )
  queues.set(path, write)
  const forget = () => {
    if (queues.get(path) === write) queues.delete(path)
  }
  write.then(forget, forget)
  return write
}

async function writeOnce(path: string, data: string | Uint8Array, fileSystem: FileSystem): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await fileSystem.open(temporary, 'wx')
    try {
      await file.writeFile(data)
      await file.sync()
    } finally {
      await file.close()
    }
    await renameWithRetries(temporary, path, fileSystem)
  } catch (cause) {
    // It may never have come to be; what went wrong first is what the person should hear.
    await fileSystem.unlink(temporary).catch(() => {})
    throw ioError(cause, 'Writing the file', path)
  }
  await syncFolder(dirname(path), fileSystem)
}

async function renameWithRetries(from: string, to: string, fileSystem: FileSystem): Promise<void> {
  const waits = process.platform === 'win32' ? RENAME_RETRY_MS : []
  for (const wait of waits) {
    try {
      return await fileSystem.rename(from, to)
    } catch (cause) {
      if (!['EPERM', 'EBUSY', 'EACCES'].includes(errorCodeOf(cause))) throw cause
      await sleep(wait)
    }
  }
  await fileSystem.rename(from, to)
}

/** Makes a rename in a folder survive a power cut. Windows does not open folders and does not need it. */
export async function syncFolder(folder: string, fileSystem: FileSystem = nodeFileSystem): Promise<void> {
  if (process.platform === 'win32') return
  try {
    const handle = await fileSystem.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (cause) {
    if (isRefusedOnFolders(cause)) return
    throw ioError(cause, 'Writing the folder to disk', folder)
  }
}

/** Some network file systems refuse fsync on folders (EINVAL, ENOTSUP); the file itself is synced. */
const isRefusedOnFolders = (cause: unknown): boolean =>
  ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR'].includes(errorCodeOf(cause))

/** Gives a file that was written aside its name, over one that has it: content and name are on the disk on return. */
export function placeFileSync(temporary: string, path: string): void {
  syncSync(temporary, 'r+')
  renameSync(temporary, path)
  if (process.platform === 'win32') return
  try {
    syncSync(dirname(path), 'r')
  } catch (cause) {
    if (!isRefusedOnFolders(cause)) throw cause
  }
}

function syncSync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
