import type { Dirent } from 'node:fs'
import { lstat, open, readdir, realpath } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { StudioError } from '../../shared/result'
import { isInside } from '../fs/confine'
import { errorCodeOf } from '../fs/fileSystem'
import { naturalOrder } from './naturalOrder'
import { sniff } from './sniff'

/** A file that is, or calls itself, a picture. */
export interface ScannedFile {
  /** Posix path below the scanned folder. */
  relativePath: string
  /** 0 where the scan was told not to ask. */
  fileBytes: number
  /** When it was last written, ms since 1970; 0 where the scan was told not to ask. */
  modifiedAt: number
}

export interface LibraryScan {
  /** The scanned folder with its links resolved. */
  root: string
  /** In natural order. */
  files: ScannedFile[]
  /** What was passed over and is worth a word: unreadable entries, links that lead elsewhere. */
  passedOver: { relativePath: string; reason: string }[]
}

export interface ScanOptions {
  /** True for folders (posix paths below the root) that are not looked into, such as a project's own. */
  skip?: (relativePath: string) => boolean
  /** Which file names are listed; without it pictures, by extension or, where there is none, by their first bytes. */
  accept?: (name: string) => boolean
  /** Dot files too (macOS side files `._*` never): a label file may name one. */
  includeHidden?: boolean
  /** Names are enough: files are not asked for their size, which takes longer than all else. */
  namesOnly?: boolean
  signal?: AbortSignal
}

/** Extensions of pictures, those the studio cannot read included: they get a word instead of silence. */
const PICTURE_EXTENSIONS: ReadonlySet<string> = new Set(
  'jpg jpeg jpe jfif mpo png apng webp bmp dib tif tiff gif avif heic heif jp2 j2k jxl svg'
    .split(' ')
    .map((extension) => `.${extension}`),
)

/** Files and folders that systems leave behind; names compared in lower case. Dot files are passed over too. */
const SYSTEM_NAMES: ReadonlySet<string> = new Set([
  'thumbs.db',
  'desktop.ini',
  '__macosx',
  '@eadir',
  '$recycle.bin',
  'system volume information',
])

/**
 * Lists the pictures of a folder and of all folders in it. Hidden and system entries are left out without a word;
 * links are not followed: what they lead to is listed where it lies, and what lies elsewhere stays unread.
 * Throws `folder-unreadable` where the folder itself cannot be read.
 */
export async function scanLibrary(folder: string, options: ScanOptions = {}): Promise<LibraryScan> {
  const root = await realpath(folder).catch(() => undefined)
  const scan: LibraryScan = { root: root ?? folder, files: [], passedOver: [] }
  const pending = ['']
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    options.signal?.throwIfAborted()
    const entries = root === undefined ? undefined : await listFolder(join(root, at))
    if (entries === undefined || root === undefined) {
      if (at === '') throw unreadable(folder)
      scan.passedOver.push({ relativePath: at, reason: 'the folder cannot be read' })
      continue
    }
    const found = await Promise.all(entries.map((entry) => look(root, at, entry, options)))
    for (const item of found) {
      if (item === undefined) continue
      if ('folder' in item) {
        if (!options.skip?.(item.folder)) pending.push(item.folder)
      } else if ('reason' in item) scan.passedOver.push(item)
      else scan.files.push(item)
    }
  }
  scan.files.sort((a, b) => naturalOrder(a.relativePath, b.relativePath))
  scan.passedOver.sort((a, b) => naturalOrder(a.relativePath, b.relativePath))
  return scan
}

/** True for names that a picture could have, by extension; without one the bytes decide. */
export function hasPictureExtension(name: string): boolean {
  return PICTURE_EXTENSIONS.has(extname(name).trim().toLowerCase())
}

type Looked = ScannedFile | { folder: string } | LibraryScan['passedOver'][number] | undefined

async function look(root: string, parent: string, entry: Dirent, options: ScanOptions): Promise<Looked> {
  if (isPassedBy(entry.name, options)) return undefined
  const relativePath = parent === '' ? entry.name : `${parent}/${entry.name}`
  const path = join(root, relativePath)
  if (entry.isDirectory()) return { folder: relativePath }
  if (entry.isSymbolicLink()) return lookAtLink(root, relativePath, path)
  if (!entry.isFile()) return undefined
  try {
    const isListed = options.accept ? options.accept(entry.name) : await isPicture(path)
    if (!isListed) return undefined
    if (options.namesOnly === true) return { relativePath, fileBytes: 0, modifiedAt: 0 }
    const { size, mtimeMs } = await lstat(path)
    return { relativePath, fileBytes: size, modifiedAt: Math.round(mtimeMs) }
  } catch {
    return { relativePath, reason: 'the file cannot be read' }
  }
}

function isPassedBy(name: string, { includeHidden }: ScanOptions): boolean {
  return (name.startsWith('.') && !includeHidden) || isSystemEntry(name)
}

/** True for files and folders that systems leave behind: no picture is ever called so. */
export function isSystemEntry(name: string): boolean {
  return name.startsWith('._') || name === '.DS_Store' || SYSTEM_NAMES.has(name.toLowerCase())
}

async function lookAtLink(root: string, relativePath: string, path: string): Promise<Looked> {
  try {
    const target = await realpath(path)
    return isInside(root, target) ? undefined : { relativePath, reason: 'the link leads out of the folder' }
  } catch (cause) {
    const reason = errorCodeOf(cause) === 'ELOOP' ? 'the link leads to itself' : 'the link leads nowhere'
    return { relativePath, reason }
  }
}

async function isPicture(path: string): Promise<boolean> {
  if (hasPictureExtension(path)) return true
  if (extname(path) !== '') return false
  const file = await open(path, 'r')
  try {
    const head = new Uint8Array(16)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    return 'format' in sniff(head.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

async function listFolder(path: string): Promise<Dirent[] | undefined> {
  try {
    return await readdir(path, { withFileTypes: true })
  } catch {
    return undefined
  }
}

function unreadable(folder: string): StudioError {
  return new StudioError(
    'folder-unreadable',
    `The folder cannot be read: ${folder}`,
    'Check that it exists and that you may read it.',
  )
}
