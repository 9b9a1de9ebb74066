import { realpathSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { StudioError } from '../../shared/result'
import { errorCodeOf } from './fileSystem'

/** Names that Windows gives to devices, whatever their extension. */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i

/**
 * The one function that turns a stored or foreign path into a file's place below a folder.
 * `relative` is a plain posix path (URLs are decoded by whoever took them apart). Links are followed and
 * what they lead to must lie below the folder too; parts that do not exist yet are allowed.
 * Throws `path-outside` for whatever leads elsewhere, `folder-unreadable` where the folder itself is missing.
 */
export async function confine(
  root: string,
  relative: string,
  platform: NodeJS.Platform = process.platform,
): Promise<string> {
  return confineSync(root, relative, platform)
}

/** The same, at once: for lookups of one path, which cost some microseconds. */
export function confineSync(
  root: string,
  relative: string,
  platform: NodeJS.Platform = process.platform,
): string {
  const parts = splitRelative(relative, platform)
  const realRoot = realRootOf(root)
  const place = resolveDeepest(join(realRoot, ...parts))
  if (!isInside(realRoot, place, platform)) throw outside(relative)
  return place
}

function realRootOf(root: string): string {
  try {
    return realpathSync.native(root)
  } catch (cause) {
    throw new StudioError(
      'folder-unreadable',
      `The folder cannot be read: ${root}`,
      'Check that it exists and that you may read it.',
      { cause },
    )
  }
}

/** True where a path is the folder or lies below it; both absolute and resolved. */
export function isInside(
  folder: string,
  path: string,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const fold = (text: string) =>
    platform === 'win32' || platform === 'darwin' ? text.normalize('NFC').toLowerCase() : text
  const outer = fold(folder)
  const inner = fold(path)
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)
}

/** Checks the text of a relative path before the disk is touched, and takes it apart. */
function splitRelative(relative: string, platform: NodeJS.Platform): string[] {
  const isWindows = platform === 'win32'
  if (relative === '' || relative.includes('\0') || relative.startsWith('/')) throw outside(relative)
  // A drive, a UNC path or an alternate data stream; on other systems both characters may be part of a name.
  if (isWindows && /[\\:]/.test(relative)) throw outside(relative)
  const parts = relative.split('/')
  for (const part of parts) {
    if (part === '..') throw outside(relative)
    if (isWindows && part !== '.' && (WINDOWS_DEVICE.test(part) || /[. ]$/.test(part)))
      throw outside(relative)
  }
  return parts
}

/** The real path of the deepest part that exists, with the rest appended. */
function resolveDeepest(path: string): string {
  const missing: string[] = []
  let existing = path
  for (;;) {
    try {
      return join(realpathSync.native(existing), ...missing)
    } catch (cause) {
      const code = errorCodeOf(cause)
      if (code === 'ENAMETOOLONG' || code === 'ELOOP' || code === 'EACCES') throw outside(path)
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw cause
      const parent = dirname(existing)
      if (parent === existing) throw outside(path)
      missing.unshift(basename(existing))
      existing = parent
    }
  }
}

function outside(path: string): StudioError {
  const shown = JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}...` : path)
  return new StudioError(
    'path-outside',
    `The path leads outside its folder: ${shown}`,
    'Files are read only from folders that were opened in the studio.',
  )
}
