import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { StudioError } from '../../shared/result'
import { errorCodeOf } from '../fs/fileSystem'
import { ioError } from '../fs/ioError'

const FILES = [
  'project.json',
  'project.json.bak',
  'project.db',
  'project.db-wal',
  'project.db-shm',
  'project.db-journal',
  'project.db.salvaged',
  'project.db.mended',
  'project.lock',
  'project.lock.guard',
]

/** With how many levels of what is in them are looked at: what the studio reads, appends to or removes by name. */
const FOLDERS: readonly (readonly [name: string, levels: number])[] = [
  ['runs', 2],
  ['backups', 2],
  ['sweeps', 1],
  ['imported', 0],
  ['pasted', 0],
  ['frames', 0],
]

/**
 * Throws unless what the studio reads and writes in a project is its own: real folders and files, not links, pipes or
 * devices. A project may come from anyone, and opening it must neither reach outside nor wait for ever. To be called
 * before anything in it is read.
 * Throws `path-outside` for a link, `io-failed` for what is no file or no folder.
 */
export function requireOwnParts(folder: string): void {
  for (const name of FILES) {
    const found = look(folder, name)
    if (found !== null && !found.isFile()) throw notOwn(folder, name, found, 'file')
  }
  for (const [name, levels] of FOLDERS) {
    const found = look(folder, name)
    if (found === null) continue
    if (!found.isDirectory()) throw notOwn(folder, name, found, 'folder')
    requireOwnContents(folder, name, levels)
  }
}

/** Throws `path-outside` where a folder of ours would be found by following a link that came with somebody's pictures. */
export function requireNoLink(folder: string, name: string): void {
  const found = look(folder, name)
  if (found?.isSymbolicLink() === true) throw notOwn(folder, name, found, 'folder')
}

function requireOwnContents(folder: string, path: string, levels: number): void {
  if (levels === 0) return
  for (const entry of listEntries(join(folder, path))) {
    const inside = `${path}/${entry.name}`
    if (entry.isDirectory()) requireOwnContents(folder, inside, levels - 1)
    else if (!entry.isFile()) throw notOwn(folder, inside, entry, 'file')
  }
}

function listEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (cause) {
    // Gone meanwhile, or closed to the studio as well.
    if (['ENOENT', 'EACCES', 'EPERM'].includes(errorCodeOf(cause))) return []
    throw ioError(cause, 'Reading the folder', folder)
  }
}

function look(folder: string, name: string): Stats | null {
  try {
    return lstatSync(join(folder, name))
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return null
    throw ioError(cause, 'Opening the project', join(folder, name))
  }
}

function notOwn(folder: string, name: string, found: Stats | Dirent, wanted: 'file' | 'folder'): StudioError {
  if (found.isSymbolicLink())
    return new StudioError(
      'path-outside',
      `${name} of the project is a link to another place: ${folder}`,
      'Put the real one in its place. Nothing was changed.',
    )
  return new StudioError(
    'io-failed',
    wanted === 'file'
      ? `${name} of the project is not a file: ${folder}`
      : `${name} of the project is not a folder: ${folder}`,
    'Something else lies in its place: take it away. Nothing was changed.',
  )
}
