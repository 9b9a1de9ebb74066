import { closeSync } from 'node:fs'
import { basename } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Entry, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl'
import type { ImportNote } from '../../shared/project/schema'
import { StudioError, toErrorInfo } from '../../shared/result'
import { Notes } from '../formats/notes'
import { errorCodeOf } from '../fs/fileSystem'
import { requireFreeSpace } from '../fs/freeSpace'
import { ioError } from '../fs/ioError'
import { openRegularFile } from '../fs/readRegularFile'
import { writeStaged } from '../fs/stagedFiles'
import { judgeEntry } from './entryRules'
import { studioCaps, UnpackBudget, type UnpackCaps } from './unpackBudget'

export interface UnpackOptions {
  signal?: AbortSignal
  /** Entries looked at, of all. */
  onProgress?: (done: number, total: number) => void
  caps?: UnpackCaps
}

/**
 * Takes pictures and label files out of a zip into an empty folder. The directory is gone through first: names that
 * lead out (`path-outside`) or claims over the caps (`format-invalid`) refuse the archive before anything is written.
 * Then the bytes that really come out are counted. A damaged, doubled or foreign entry is left out with a note.
 * Throws besides `format-invalid` for what is no whole zip, `disk-full`, and the signal's reason; what was written by
 * then is the caller's to remove.
 */
export async function unpackZip(
  archive: string,
  into: string,
  { signal, onProgress, caps = studioCaps }: UnpackOptions = {},
): Promise<ImportNote[]> {
  const name = basename(archive)
  const claimed = await reading(archive, async (zip) => {
    const budget = new UnpackBudget(name, zip.fileSize, caps)
    budget.countEntries(zip.entryCount)
    let bytes = 0
    for await (const entry of entriesOf(zip, signal)) {
      const verdict = judgeEntry(entry.facts)
      const isTaken = typeof verdict === 'object' && 'take' in verdict
      budget.entry(entry.facts.name, entry.raw.uncompressedSize, entry.raw.compressedSize, isTaken)
      if (!isTaken) continue
      bytes += entry.raw.uncompressedSize
      budget.add(entry.raw.uncompressedSize)
    }
    return bytes
  })
  await requireFreeSpace(into, claimed, 'Unpacking')
  return reading(archive, (zip) =>
    takeOut(zip, into, new UnpackBudget(name, zip.fileSize, caps), { signal, onProgress }),
  )
}

async function takeOut(
  zip: ZipFile,
  into: string,
  budget: UnpackBudget,
  { signal, onProgress }: { [K in 'signal' | 'onProgress']: UnpackOptions[K] | undefined },
): Promise<ImportNote[]> {
  const notes = new Notes()
  /** Places in the form in which some file systems take them for the same. */
  const taken = new Map<string, string>()
  let done = 0
  for await (const { raw, facts } of entriesOf(zip, signal)) {
    onProgress?.(++done, zip.entryCount)
    const verdict = judgeEntry(facts)
    if (verdict === 'passed') continue
    if ('leftOut' in verdict) {
      notes.add(verdict.leftOut, facts.name)
      continue
    }
    const path = verdict.take
    const key = path.normalize('NFC').toLowerCase()
    const earlier = taken.get(key)
    if (earlier !== undefined) {
      notes.add('two files of one name in the archive: the first counts', `${earlier}, ${path}`)
      continue
    }
    taken.set(key, path)
    const problem = await takeEntry(zip, raw, into, path, budget, signal)
    if (problem !== null) notes.add('file that cannot be unpacked: left out', `${path}: ${problem}`)
  }
  return notes.toList()
}

/** Writes one file; answers what is wrong with the entry, and then there is no file. */
async function takeEntry(
  zip: ZipFile,
  entry: Entry,
  into: string,
  path: string,
  budget: UnpackBudget,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  try {
    await writeStaged(into, path, counted(zip, entry, path, budget), signal)
    return null
  } catch (cause) {
    signal?.throwIfAborted()
    const { code, message } = toErrorInfo(cause)
    if (OF_THE_WHOLE.has(code)) throw ioError(cause, 'Unpacking', into)
    // A folder and a file of one name, a name that is too long for the disk, bytes that are no deflate stream.
    return errorCodeOf(cause) === 'EEXIST' ? 'its place is taken' : message
  }
}

/** Troubles of the disk, and caps that the archive has passed. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set([
  'disk-full',
  'not-writable',
  'io-failed',
  'format-invalid',
])

/** The unpacked bytes, counted as they come, and held against the checksum at the end. */
async function* counted(
  zip: ZipFile,
  entry: Entry,
  path: string,
  budget: UnpackBudget,
): AsyncIterable<Uint8Array> {
  if (!entry.canDecodeFileData())
    throw new Error(entry.isEncrypted() ? 'it is encrypted' : 'it is packed in a way that is not known')
  const stream = await zip.openReadStreamPromise(entry)
  let bytes = 0
  let checksum = 0
  for await (const part of stream as AsyncIterable<Uint8Array>) {
    bytes += part.length
    budget.entry(path, bytes, entry.compressedSize, true)
    budget.add(part.length)
    checksum = crc32(part, checksum)
    yield part
  }
  if (checksum !== entry.crc32) throw new Error('its checksum is wrong')
}

async function* entriesOf(zip: ZipFile, signal: AbortSignal | undefined) {
  for await (const raw of zip.eachEntry()) {
    signal?.throwIfAborted()
    yield {
      raw,
      facts: { name: nameOf(raw), attributes: raw.externalFileAttributes, madeBy: raw.versionMadeBy },
    }
  }
}

/** With slashes: Windows packers of old write backslashes. Those of macOS write UTF-8 without saying so. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  try {
    const flags = generalPurposeBitFlag | SAYS_UTF8
    new TextDecoder('utf-8', { fatal: true }).decode(fileNameRaw)
    return getFileNameLowLevel(flags, fileNameRaw, extraFields, false)
  } catch {
    return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
  }
}

const SAYS_UTF8 = 0x800

/** Opens the archive, closes it whatever happens, and says in words what is wrong with it as a zip. */
async function reading<T>(archive: string, use: (zip: ZipFile) => Promise<T>): Promise<T> {
  let zip: ZipFile | undefined
  try {
    zip = await openZip(archive)
    // A trouble at closing would otherwise end the program.
    zip.on('error', () => {})
    return await use(zip)
  } catch (cause) {
    if (cause instanceof StudioError || (cause instanceof Error && cause.name === 'AbortError')) throw cause
    if (toErrorInfo(cause).code !== 'internal') throw ioError(cause, 'Unpacking', archive)
    throw new StudioError(
      'format-invalid',
      `${basename(archive)} is not a whole zip archive: ${toErrorInfo(cause).message}`,
      'Fetch it again, or unpack it with another program and import the folder.',
      { cause },
    )
  } finally {
    zip?.close()
  }
}

async function openZip(archive: string): Promise<ZipFile> {
  const { fd } = await openRegularFile(archive)
  try {
    // Names are decoded and judged here: the library would stop at the first odd one without a word of ours.
    return await fromFdPromise(fd, { autoClose: false, decodeStrings: false })
  } catch (cause) {
    closeSync(fd)
    throw cause
  }
}
