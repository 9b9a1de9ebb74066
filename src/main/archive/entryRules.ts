import { StudioError } from '../../shared/result'
import { isLabelFile } from '../formats/source'
import { hasPictureExtension, isSystemEntry } from '../images/libraryScan'

/** What the directory of an archive says of an entry. */
export interface EntryFacts {
  /** Decoded, with slashes. */
  name: string
  /** Unix mode in the upper half, as `external file attributes` hold it. */
  attributes: number
  /** Upper byte: the system it was packed on; 3 is Unix. */
  madeBy: number
}

/** Taken out, passed over in silence, or left out with a word. */
export type EntryVerdict = { take: string } | 'passed' | { leftOut: string }

const FILE_TYPE = 0o170000
const REGULAR = 0o100000
const UNIX = 3
const NESTED = /\.(zip|tar|tgz|gz|bz2|xz|7z|rar|zst|jar)$/i

/**
 * What becomes of an entry. Only what an import reads is taken out: pictures, label files, and files without an
 * extension, which may be pictures.
 * Throws `path-outside` for a name that leads out of the archive: such an archive is refused as a whole.
 */
export function judgeEntry({ name, attributes, madeBy }: EntryFacts): EntryVerdict {
  const parts = name.split('/')
  const isAbsolute = name.startsWith('/') || /^[a-z]:/i.test(name)
  if (isAbsolute || parts.includes('..') || name.includes('\0') || name === '') throw leadsOut(name)
  if (name.endsWith('/')) return 'passed'
  const type = madeBy >> 8 === UNIX ? (attributes >>> 16) & FILE_TYPE : 0
  if (type !== 0 && type !== REGULAR) return { leftOut: 'link or device in the archive: left out' }
  if (parts.some(isSystemEntry)) return 'passed'
  const file = parts[parts.length - 1] as string
  if (NESTED.test(file)) return { leftOut: 'archive inside the archive: not unpacked' }
  const isWanted = hasPictureExtension(file) || isLabelFile(file) || !file.includes('.')
  return isWanted ? { take: parts.filter((part) => part !== '' && part !== '.').join('/') } : 'passed'
}

function leadsOut(name: string): StudioError {
  const shown = JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}...` : name)
  return new StudioError(
    'path-outside',
    `The archive holds a file that leads out of its folder: ${shown}. Nothing was unpacked.`,
    'Do not trust this archive. If you know where it comes from, unpack it yourself and import the folder.',
  )
}
