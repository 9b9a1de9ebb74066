import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../shared/result'
import { atomicWrite } from './atomicWrite'
import { readTextIfThere } from './readRegularFile'

/** In an export's folder: what was written there, so that the next one may replace it and nothing else. */
export const MARK_FILE = '.focal-export.json'
const MAX_BYTES = 128 * 1024 * 1024

const MarkedFile = z.strictObject({
  path: z.string(),
  bytes: z.number(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
const ExportMark = z.strictObject({
  format: z.string(),
  /** The project that was exported. */
  projectId: z.string(),
  withPictures: z.boolean(),
  files: z.array(MarkedFile),
})
export type ExportMark = z.infer<typeof ExportMark>

const OldMark = z.object({ format: z.string(), files: z.array(z.string()) })

/** The mark of a folder; null where there is none, `old` for one that does not say what is in its files. */
export async function readMark(folder: string): Promise<ExportMark | 'old' | null> {
  const text = await readTextIfThere(join(folder, MARK_FILE), MAX_BYTES)
  if (text === null) return null
  try {
    const content: unknown = JSON.parse(text)
    const mark = ExportMark.safeParse(content)
    if (mark.success) return mark.data
    return OldMark.safeParse(content).success ? 'old' : null
  } catch {
    return null
  }
}

/** Writes down what lies in a finished folder. `files`: posix paths in it. */
export async function markFiles(
  folder: string,
  { files, ...rest }: Omit<ExportMark, 'files'> & { files: readonly string[] },
  signal?: AbortSignal,
): Promise<ExportMark> {
  const marked: ExportMark['files'] = []
  for (const path of files) {
    signal?.throwIfAborted()
    marked.push({ path, ...(await contentOf(join(folder, path))) })
  }
  return { ...rest, files: marked }
}

export const writeMark = (folder: string, mark: ExportMark): Promise<void> =>
  atomicWrite(join(folder, MARK_FILE), `${JSON.stringify(mark)}\n`)

/** The first of the files that lie in an export's folder that is not what the export wrote there; null where all are. */
export async function firstForeignFile(
  folder: string,
  found: readonly string[],
  mark: ExportMark,
): Promise<string | null> {
  const own = new Map(mark.files.map((file) => [file.path, file]))
  for (const path of found) {
    if (path === MARK_FILE) continue
    const expected = own.get(path)
    if (expected === undefined) return path
    const facts = await lstat(join(folder, path))
    if (!facts.isFile() || facts.size !== expected.bytes) return path
  }
  for (const path of found) {
    if (path === MARK_FILE) continue
    if ((await contentOf(join(folder, path))).sha256 !== own.get(path)?.sha256) return path
  }
  return null
}

/** Neither follows a link nor waits for a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)

async function contentOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path, FLAGS)
  try {
    if (!(await file.stat()).isFile())
      throw new StudioError('io-failed', `${path} is not a file.`, 'Choose a new or empty folder.')
    const hash = createHash('sha256')
    const space = Buffer.allocUnsafe(1024 * 1024)
    for (let bytes = 0; ; ) {
      const { bytesRead } = await file.read(space, 0, space.length, null)
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') }
      hash.update(space.subarray(0, bytesRead))
      bytes += bytesRead
    }
  } finally {
    await file.close()
  }
}
