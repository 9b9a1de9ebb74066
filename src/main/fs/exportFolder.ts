import { randomBytes } from 'node:crypto'
import { readdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StudioError } from '../../shared/result'
import { syncFolder } from './atomicWrite'
import { type ExportMark, firstForeignFile, readMark, writeMark } from './exportMark'
import { errorCodeOf, removeFolder } from './fileSystem'

/**
 * Throws `export-failed` unless the folder is new, empty, or holds an earlier export as it was written and nothing beside
 * it. One with pictures is replaced by its own project alone: others may know no other copy of them.
 */
export async function assertOwnFolder(folder: string, projectId: string): Promise<void> {
  const found = await listFiles(folder)
  if (found.length === 0) return
  const mark = await readMark(folder)
  if (mark === null) throw occupied(folder, found[0])
  if (mark === 'old')
    throw new StudioError(
      'export-failed',
      `${folder} holds an export of an older studio, which did not note what it wrote; nothing was written.`,
      'Choose another folder, or remove that one yourself.',
    )
  if (mark.withPictures && mark.projectId !== projectId)
    throw new StudioError(
      'export-failed',
      `${folder} holds pictures that another project was exported with; nothing was written.`,
      'Choose another folder, or remove that one yourself.',
    )
  const other = await firstForeignFile(folder, found, mark)
  if (other !== null) throw occupied(folder, other)
}

/** Puts a finished export in its place, with its mark; an earlier one goes once the new one stands. */
export async function takePlace(staged: string, folder: string, mark: ExportMark): Promise<void> {
  await writeMark(staged, mark)
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

function occupied(folder: string, file: string): StudioError {
  return new StudioError(
    'export-failed',
    `${folder} holds other files, or changed ones (${file}); nothing was written.`,
    'Choose a new or empty folder.',
  )
}
