import { randomBytes } from 'node:crypto'
import { readdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../shared/result'
import { atomicWrite, syncFolder } from './atomicWrite'
import { errorCodeOf, readTextIfThere, removeFolder } from './fileSystem'

/** What an export wrote, so that the next one may replace it and nothing else. */
const MARK_FILE = '.focal-export.json'
const Mark = z.strictObject({ format: z.string(), files: z.array(z.string()) })
type Mark = z.infer<typeof Mark>

/** Throws `export-failed` unless the folder is new, empty, or holds an earlier export and nothing beside it. */
export async function assertOwnFolder(folder: string): Promise<void> {
  const found = await listFiles(folder)
  if (found.length === 0) return
  const text = await readTextIfThere(join(folder, MARK_FILE))
  const mark = text === null ? null : parseMark(text)
  if (mark === null) throw occupied(folder, found[0])
  const own = new Set([...mark.files, MARK_FILE])
  const other = found.find((file) => !own.has(file))
  if (other !== undefined) throw occupied(folder, other)
}

/** Puts a finished export in its place, with its mark; an earlier one goes once the new one stands. */
export async function takePlace(staged: string, folder: string, mark: Mark): Promise<void> {
  await atomicWrite(join(staged, MARK_FILE), `${JSON.stringify(mark)}\n`)
  const aside = join(dirname(folder), `.${basename(folder)}.${randomBytes(4).toString('hex')}.old`)
  const hadOne = await rename(folder, aside).then(
    () => true,
    (cause: unknown) => {
      if (errorCodeOf(cause) === 'ENOENT') return false
      throw cause
    },
  )
  try {
    await rename(staged, folder)
  } catch (cause) {
    if (hadOne) await rename(aside, folder)
    throw cause
  }
  await syncFolder(dirname(folder))
  if (hadOne) await removeFolder(aside)
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return []
    throw cause
  }
}

function parseMark(text: string): Mark | null {
  try {
    return Mark.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function occupied(folder: string, file: string): StudioError {
  return new StudioError(
    'export-failed',
    `${folder} holds other files (${file}); nothing was written.`,
    'Choose a new or empty folder.',
  )
}
