import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, rmdir, unlink } from 'node:fs/promises'

/** The part of a file handle that durable writing needs. */
export type WritableFile = Pick<FileHandle, 'writeFile' | 'sync' | 'close'>

/** The file calls that durable writing makes: an interface, so that a test can fail each of them in turn. */
export interface FileSystem {
  /** flags `wx`: create, refuse an existing file; `r`: read (folders too, for fsync). */
  open(path: string, flags: 'wx' | 'r'): Promise<WritableFile>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}

export const nodeFileSystem: FileSystem = { open, rename, unlink }

/** Makes a folder with its parents; nothing happens where it exists. */
export async function ensureFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
}

/** Removes a folder that the studio made, with all that is in it. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** Removes a file that the studio made; nothing happens where there is none. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

/** Removes a folder that nothing came into. */
export async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => {})
}

/** ensureFolder at once; `isNew`: throws `EEXIST` where the folder is there already. */
export function ensureFolderSync(folder: string, { isNew = false } = {}): void {
  mkdirSync(folder, { recursive: !isNew })
}

/** removeFolder at once. */
export function removeFolderSync(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** Names in a folder; none where it cannot be read. */
export function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The system's error code (`ENOENT`, `EACCES`, ...) of something thrown, or an empty string. */
export function errorCodeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
}

/**
 * Copies a file; false where it is not there. SQLite takes its journal away once the last connection is let go, which
 * may be long after `close`: a file that was just listed may be gone.
 */
export function copyIfThere(from: string, to: string): boolean {
  try {
    copyFileSync(from, to)
    return true
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT' && !existsSync(from)) return false
    throw cause
  }
}
